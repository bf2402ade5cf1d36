"""Addresses of other pages that carry on what the viewer has chosen."""

import pandas as pd

from view.state import ViewState

_TRENDS, _RANKING = "/trends", "/ranking"
#: What Trends draws for a figure of the year so far, and by which steps.
_SHOWN = {
    "pm25": ("pm25", "daily"),
    "o3_mda8_p90": ("o3_mda8", "daily"),
    "good_ratio": ("good_ratio", "monthly"),
    "heavy_days": ("heavy_days", "monthly"),
    "composite_index": ("composite_index", "monthly"),
}


def to_trends(state: ViewState, metric: str, end: pd.Timestamp) -> str:
    """Return the address of Trends with a figure's days from 1 January to `end`."""
    shown, grain = _SHOWN[metric]
    chosen = state.but(
        metrics=(shown,), grain=grain, start=f"{end.year}-01-01", end=f"{end:%Y-%m-%d}"
    )
    return _TRENDS + chosen.to_query()


def to_ranking(state: ViewState, scope: str, end: pd.Timestamp) -> str:
    """Return the address of Ranking with the places of a scope by PM2.5 from 1 January to `end`."""
    chosen = state.but(scope=scope, kind="to_date", period=f"{end:%Y-%m-%d}", metric="pm25")
    return _RANKING + chosen.to_query()
