"""Records as every page shows them: their names, rows and forms, and the edits made of them."""
