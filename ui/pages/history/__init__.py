"""The History page: everything that was ever changed, and the ways back."""
