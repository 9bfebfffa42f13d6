"""Bringing in what other files hold, and writing lists for other programs, from the window."""
