"""Opening a file in the window: what came of it, and what can be done about it."""
