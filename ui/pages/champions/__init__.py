"""Champions: who should speak for us, compared for one question at a time."""
