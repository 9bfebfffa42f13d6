"""Work that would make the window wait: lanes of one thread each, and what runs in them."""
