"""Item models that hold ids and fetch the rows that are looked at."""
