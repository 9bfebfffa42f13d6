"""The text engine: any script, either direction, from typed text to glyphs in a PDF."""
