"""What the window does about privacy: copies that are sent, and people who are forgotten."""
