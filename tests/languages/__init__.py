"""The catalogues of translations: how they are made from the source, and that they are whole."""
