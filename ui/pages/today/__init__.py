"""What to do next, what is late, and what this week brings."""
