"""What leaves the file for good, and copies that say less: forgetting a person."""
