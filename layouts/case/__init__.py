"""What is on the page Case, a card a file."""
