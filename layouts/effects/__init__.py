"""The parts of the page Effects, one a file."""
