"""What a viewer sees, without pages: queries, figures, maps, texts, state."""
