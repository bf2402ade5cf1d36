"""The entrance: assembles the app and serves it."""

__version__ = "0.5.0"
