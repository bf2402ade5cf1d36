"""Charts, one a file: plain dictionaries in plotly's schema, with typed arrays."""
