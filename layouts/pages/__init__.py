"""The pages, one a file. Each has `content(snapshot, state)`."""
