"""A team that shares a folder: each writes only their own copy into it and takes the others' in."""
