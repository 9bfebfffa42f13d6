"""Briefs for partners: what goes in, how it looks on paper, and saving it."""
