"""The app with nothing on Trends but its first card: what the whole page is timed against."""

from layouts.pages import trends

trends.CARDS = trends.CARDS[:1]

from dashboard.wsgi import server  # noqa: E402

__all__ = ["server"]
