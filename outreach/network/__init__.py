"""Who: organisations, people, what ties them to each other, and who champions the cause."""
