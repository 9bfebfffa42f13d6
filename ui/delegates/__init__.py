"""Painting of rows, cells and the small marks in them."""
