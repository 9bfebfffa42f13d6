"""In which order to ask: the model, exact and heuristic solvers, chances and explanations."""
