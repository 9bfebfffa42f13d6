"""Who should speak to whom: how well a person fits a question, and who is given which partner."""
