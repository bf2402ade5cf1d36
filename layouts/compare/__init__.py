"""The parts of the page Compare, one a file."""
