"""Contributions: what everybody puts into the pot, and what is still missing from it."""
