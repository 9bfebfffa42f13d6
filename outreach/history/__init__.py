"""What was changed, by whom and when, and taking it back; all of it read from the change log."""
