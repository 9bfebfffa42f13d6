"""The program's second face: the same library functions from a terminal."""
