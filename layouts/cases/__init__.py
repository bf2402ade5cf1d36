"""The parts of the case library, one a file."""
