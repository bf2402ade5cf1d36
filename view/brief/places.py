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
    return [Picture(case.word("map.caption", **told), alt, drawn, case.word("map.note"))]


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
    head = ("place", "onset", "lag", "peak_time", "peak", "mean", "clearing")
    rows = tuple(_row(case, path) for path in [*own, *shown[:_MOST_ROWS]])
    left = len(shown) - _MOST_ROWS
    note = case.word("path.note") + (case.word("path.more", count=left) if left > 0 else "")
    words = tuple(case.word(f"path.{name}") for name in head)
    caption = case.word("path", symbol=symbol(case.row), unit="µg/m³")
    shares = (0.22, 0.15, 0.13, 0.16, 0.09, 0.09, 0.16)
    return [Grid(caption, words, rows, shares, (2, 4, 5), note)]


def _row(case: CaseTold, path: PlacePath) -> tuple[str, ...]:
    lead = case.row.pollutant
    return (
        path.name(case.lang) if path.scope != "city" else case.word("path.whole"),
        case.moment(path.onset),
        MISSING if path.lag_hours is None else number(path.lag_hours, 0, signed=True),
        case.moment(path.peak_time),
        amount(lead, path.peak),
        amount(lead, path.mean),
        case.moment(path.clearing),
    )
