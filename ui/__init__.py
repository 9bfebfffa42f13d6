"""The window: everything that needs Qt. It is a thin layer over :mod:`outreach`."""
