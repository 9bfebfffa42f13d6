"""The one file: how records are declared, stored, edited and logged.

Nothing here knows which kinds of record exist; see :mod:`outreach.initiative` for those.
"""
