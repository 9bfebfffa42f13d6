"""Planning as pure functions over plain values: no file, no clock, no window."""
