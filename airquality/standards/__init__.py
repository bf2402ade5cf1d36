"""The dated rules by which air is judged: limits, indices, statistics."""
