"""Merge review: what a colleague's copy would change, and what only people can decide."""
