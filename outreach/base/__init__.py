"""What knows nothing of outreach: identifiers, the clock, errors that are sentences, resources."""
