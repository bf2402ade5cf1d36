"""Where it was: the map at the peak, and when it rose, peaked and cleared at each station."""

from view.brief.case_told import CaseTold
from view.brief.document import Grid, Paragraph, Part, Picture, Section
from view.brief.drawings import PeakMap
from view.brief.map_drawing import map_drawing
from view.case_parts import PlacePath
from view.case_words import symbol
from view.formats import MISSING, amount, number
from view.queries import case as query

#: Rows of the table; of more stations the first to rise and the count of the rest.
_MOST_ROWS = 24
#: Columns and their share of the width: of a case that rises once, and of one of ozone's days.
_RISING = {
    "place": 0.22,
    "onset": 0.15,
    "lag": 0.13,
    "peak_time": 0.16,
    "peak": 0.09,
    "mean": 0.09,
    "clearing": 0.16,
}
_PEAKING = {"place": 0.4, "peak_time": 0.24, "peak": 0.18, "mean": 0.18}


def places(case: CaseTold) -> Section:
    """Return the section of where it was."""
    parts: list[Part] = [*case.paragraphs("where"), *_map(case), *_path(case)]
    if not query.paths(case.snapshot, case.row):
        parts.append(Paragraph.of(case.word("path.none"), "note"))
    return Section(case.word("places"), tuple(parts))


def _map(case: CaseTold) -> list[Part]:
    found = map_drawing(case)
    if found is None:
        return [Paragraph.of(case.word("map.none"), "note")]
    drawn, when = found
    told = {"symbol": symbol(case.row), "when": when}
    alt = case.word("map.alt", values=_values(case, drawn), unit=drawn.unit, **told)
    note = case.word("map.note" if drawn.points else "map.note.areas")
    return [Picture(case.word("map.caption", **told), alt, drawn, note)]


def _values(case: CaseTold, drawn: PeakMap) -> str:
    """Return each station with its value, the highest first, as words for who cannot see."""
    known = sorted((p for p in drawn.points if p.value == p.value), key=lambda p: -p.value)
    join = case.word("list")
    return join.join(f"{p.name} {p.value:.0f}" for p in known) or case.word("map.alt.none")


def _path(case: CaseTold) -> list[Part]:
    every = query.paths(case.snapshot, case.row)
    stations = [p for p in every if p.scope == "station"]
    shown = stations or [p for p in every if p.scope == "district"]
    if not shown:
        return []
    own = [p for p in every if p.scope == "city"]
    # Ozone rises every morning, with the sun: who was first then says nothing.
    is_rising = case.row.kind == "pm25"
    if not is_rising:
        shown = sorted(shown, key=lambda p: -(p.peak or 0.0))
    columns = _RISING if is_rising else _PEAKING
    rows = tuple(
        tuple(_cell(case, path, name) for name in columns) for path in [*own, *shown[:_MOST_ROWS]]
    )
    left, key = len(shown) - _MOST_ROWS, "path" if is_rising else "peaks"
    note = case.word(f"{key}.note") + (case.word("path.more", count=left) if left > 0 else "")
    words = tuple(case.word(f"path.{name}") for name in columns)
    caption = case.word(key, symbol=symbol(case.row), unit="µg/m³")
    numbers = tuple(n for n, name in enumerate(columns) if name in ("lag", "peak", "mean"))
    return [Grid(caption, words, rows, tuple(columns.values()), numbers, note)]


def _cell(case: CaseTold, path: PlacePath, name: str) -> str:
    lead, lag = case.row.pollutant, path.lag_hours
    if name == "place":
        return path.name(case.lang)
    if name == "lag":
        return MISSING if lag is None else number(lag, 0, signed=True)
    if name in ("peak", "mean"):
        return amount(lead, getattr(path, name))
    return case.moment(getattr(path, name))
