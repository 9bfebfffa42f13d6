"""Finding anything by its words: an index in memory, since the file holds no virtual table."""
