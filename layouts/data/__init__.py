"""The sections of the page Data, one a file."""
