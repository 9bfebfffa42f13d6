"""Colleagues' copies: compare them, bring them together, and decide what only people can."""
