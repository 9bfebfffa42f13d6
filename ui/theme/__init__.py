"""Colours, type sizes and measures, and how they reach the widgets."""
