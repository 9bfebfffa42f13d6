"""What we ask for: the initiative, its use cases, and what each partner puts in."""
