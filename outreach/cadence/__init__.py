"""How and when: sequences of steps, contacts made, promises given."""
