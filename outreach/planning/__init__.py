"""What to do next and what is missing: pure functions over a snapshot and a day."""
