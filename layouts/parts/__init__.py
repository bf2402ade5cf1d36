"""Pieces that several pages repeat."""
