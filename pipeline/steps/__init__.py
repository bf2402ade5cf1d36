"""The steps: one summary table a file, each a function from a city's data to a frame."""
