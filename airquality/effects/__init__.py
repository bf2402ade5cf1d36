"""What a measure did to the air, judged against the same air without it."""
