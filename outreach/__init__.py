"""Outreach Planner: plan how to win partners for a data-sharing initiative, over one local file."""

__version__ = "0.1.0"
