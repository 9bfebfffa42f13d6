"""The map: who listens to whom, and the shortest way to somebody."""
