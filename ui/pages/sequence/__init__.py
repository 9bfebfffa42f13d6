"""The order of the asks: steps, what they wait for, and the pot."""
