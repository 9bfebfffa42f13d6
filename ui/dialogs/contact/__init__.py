"""The parts of the form that logs a contact."""
