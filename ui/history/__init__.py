"""The history as the window shows it: what each edit did, and what can be done about it."""
