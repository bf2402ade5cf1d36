"""The cards of the page Trends, one a file."""
