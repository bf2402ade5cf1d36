"""The cards of the page Ranking, one a file."""
