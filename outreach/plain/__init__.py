"""Plain words: technical words in what partners read, plainer ones, and sentences hard to read."""
