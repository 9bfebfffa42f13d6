"""Many initiatives in one overview that is only read: for a programme office."""
