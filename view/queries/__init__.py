"""Reads of the summaries, a page a file; each remembered under its snapshot."""
