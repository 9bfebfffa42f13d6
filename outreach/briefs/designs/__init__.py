"""The designs of a brief: how one partner is put on a page, or on two."""
