"""The days of the overview's year as a scheme judges them, and those that a basis leaves out."""

from dataclasses import replace

import numpy as np

from airquality.basis import days_left_out
from airquality.schemes import IN_FORCE
from summaries.store import Snapshot
from view import options
from view.judged_days import JudgedDays
from view.queries.overview import last_day
from view.queries.tiles import judged_days, special_days
from view.state import ViewState


def judged_so_far(snapshot: Snapshot, state: ViewState) -> JudgedDays:
    """Return a place's days from 1 January to the last day shown, judged by the state's scheme."""
    place = options.place_of(snapshot, state.city, state.place)
    scope = place.scope if place else "city"
    scheme = state.standard or IN_FORCE
    every = judged_days(snapshot, state.city, scope, state.place, scheme)
    end = last_day(snapshot, state.city, state.year, state.until)
    days = every.between(f"{state.year}-01-01", f"{end:%Y-%m-%d}")
    special = special_days(snapshot, state.city)
    dust, other = (np.isin(days.dates, special[k]) for k in ("sand_dust", "exceptional"))
    kind = np.where(dust, "sand_dust", np.where(other, "exceptional", "")).astype(object)
    gone = days_left_out(state.basis or "all", dust, other)
    left_out = np.zeros(len(days), dtype=bool) if gone is None else gone.days
    return replace(days, kind=kind, left_out=left_out)
