"""In and out: files of other forms become edits, and records become files."""
