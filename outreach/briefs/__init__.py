"""What a brief says, and how it is laid out and drawn: briefs and packs as PDF."""
