"""The pages of the window, one folder or module each; each is built on its first visit."""
