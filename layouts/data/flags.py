"""What the quality rules flagged: by flag, and by station."""

from typing import Any

import pandas as pd
from dash import html

from airquality.pollutants import POLLUTANTS
from airquality.quality import FLAG_TEXTS, Flag
from layouts.parts.table import Head, table
from view.formats import number
from view.readings.data import month, station_name
from view.text import text

_MONTHS_SHOWN = 3


def flag_tables(flags: pd.DataFrame, pollutant: str, lang: str) -> list[Any]:
    """Return the table by flag and the one by station; nothing where nothing is flagged."""
    if not len(flags):
        return []
    kinds = [f for f in _order() if f in set(flags["flag"])]
    kinds += sorted(set(flags["flag"]) - set(kinds))
    return [
        _by_flag(flags, kinds, pollutant, lang),
        html.H3(text(lang, "data.flags.stations")),
        _by_station(flags, kinds, lang),
    ]


def flag_words(flag: str, lang: str) -> tuple[str, str]:
    """Return the name of a flag and the reason for it; a flag unknown here keeps its own name."""
    known = {str(f.name).lower(): words for f, words in FLAG_TEXTS.items()}
    if flag not in known:
        return flag, ""
    words = known[flag]
    return (words.name_zh, words.reason_zh) if lang == "zh" else (words.name_en, words.reason_en)


def _order() -> list[str]:
    return [str(flag.name).lower() for flag in Flag]


def _by_flag(flags: pd.DataFrame, kinds: list[str], pollutant: str, lang: str) -> html.Div:
    unit = POLLUTANTS[pollutant].unit
    heads = [
        Head(text(lang, "data.flags.flag")),
        Head(text(lang, "data.flags.count"), True),
        Head(text(lang, "data.flags.treatment")),
        Head(text(lang, "data.flags.extremes", unit=unit), True),
        Head(text(lang, "data.flags.months")),
        Head(text(lang, "data.flags.reason")),
    ]
    rows = []
    for kind in kinds:
        found = flags[flags["flag"] == kind]
        name, reason = flag_words(kind, lang)
        rows.append(
            [
                html.B(name),
                f"{int(found['count'].sum()):,}",
                text(lang, f"data.flags.{_treatment(found)}"),
                _extremes(found, POLLUTANTS[pollutant].decimals),
                _months(found, lang),
                reason,
            ]
        )
    return table(heads, rows, css="flags-table")


def _treatment(found: pd.DataFrame) -> str:
    excluded = found["is_excluded"]
    return "excluded" if excluded.all() else "mixed" if excluded.any() else "included"


def _extremes(found: pd.DataFrame, decimals: int) -> str:
    low = number(found["value_min"].min(), decimals)
    high = number(found["value_max"].max(), decimals)
    return low if low == high else f"{low} – {high}"


def _months(found: pd.DataFrame, lang: str) -> str:
    counts = found.groupby("period_start")["count"].sum()
    top = counts.sort_values(ascending=False, kind="stable").head(_MONTHS_SHOWN)
    shown = [
        text(lang, "data.flags.month", month=month(lang, start), count=f"{int(count):,}")
        for start, count in zip(pd.DatetimeIndex(top.index), top, strict=True)
    ]
    return text(lang, "data.list.and").join(shown)


def _by_station(flags: pd.DataFrame, kinds: list[str], lang: str) -> html.Div:
    heads = [Head(text(lang, "data.flags.station"))]
    heads += [Head(flag_words(kind, lang)[0], True) for kind in kinds]
    heads += [Head(text(lang, "data.flags.total"), True)]
    rows = []
    counted = flags.groupby(["station", "flag"])["count"].sum().to_dict()
    for _, first in flags.drop_duplicates("station").sort_values("station").iterrows():
        station = str(first["station"])
        name = [station_name(first, lang), " ", html.Code(station, className="quiet")]
        counts = [int(counted.get((station, kind), 0)) for kind in kinds]
        rows.append([name, *(f"{n:,}" if n else "" for n in counts), f"{sum(counts):,}"])
    return table(heads, rows, css="narrow")
