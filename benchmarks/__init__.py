"""What is timed, side by side with what a user would do instead."""
