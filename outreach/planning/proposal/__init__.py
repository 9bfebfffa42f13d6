"""The order to ask in, for the partners of a plan: proposed, explained, dated, tried out."""
