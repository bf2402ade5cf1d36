"""What the page Data says in words of sources, gaps, flags and problems."""

from collections.abc import Iterable

import pandas as pd

from airquality.pollutants import POLLUTANTS
from view import formats
from view.completeness import AT_SOURCE, REASONS, Shares, add_up, by, covered
from view.text import text


def percent(lang: str, share: float, decimals: int = 1) -> str:
    """Return a share (0-1) in per cent; what rounds to nothing but is not says `< 0.1 %`."""
    if 0 < share < 0.0005 and decimals == 1:
        return text(lang, "data.percent.below")
    return text(lang, "data.percent", share=formats.number(share * 100, decimals))


def nearly_whole(lang: str, share: float) -> str:
    """Return a share in per cent that says 100 % only where nothing is missing."""
    shown = min(share, 0.999) if share < 1 else share
    return percent(lang, shown)


def day(lang: str, time: pd.Timestamp) -> str:
    """Return a time's day in words."""
    return formats.day(lang, time.date())


def month(lang: str, time: pd.Timestamp) -> str:
    """Return a month in words: 2016年12月, December 2016."""
    name = text(lang, f"common.month.{time.month}")
    return text(lang, "data.month", year=time.year, month=name)


def station_name(row: pd.Series, lang: str) -> str:
    """Return the name of a row's station; a control point says that it is one."""
    name = row["name_zh" if lang == "zh" else "name_en"]
    return text(lang, "common.control_point", name=name) if row["is_control"] else str(name)


def read_sources(sources: pd.DataFrame, city: str, lang: str) -> str:
    """Return one sentence on how many files and cells were read."""
    if not len(sources):
        return text(lang, "data.sources.none", city=city)
    cells, values = int(sources["cells"].sum()), int(sources["cells_with_value"].sum())
    return text(
        lang,
        "data.sources.reading",
        city=city,
        count=len(sources),
        files=f"{int(sources['files'].sum()):,}",
        cells=f"{cells:,}",
        share=percent(lang, values / cells if cells else float("nan")),
    )


def read_completeness(
    frame: pd.DataFrame, published: pd.DataFrame, pollutant: str, city: str, lang: str
) -> str:
    """Return how much is there, why the rest is not, whose side it is on, and the worst station.

    `frame` is `view.queries.data.completeness`, `published` its `published_days`.
    """
    held = covered(frame)
    shares = add_up(held)
    if shares is None:
        return text(lang, "data.completeness.no_hours", city=city)
    said = [
        _amount(held, shares, pollutant, lang),
        *_why(shares, lang),
        *_worst(held, lang),
        *_published_only(published, lang),
    ]
    return ("" if lang == "zh" else " ").join(said)


def _amount(held: pd.DataFrame, shares: Shares, pollutant: str, lang: str) -> str:
    facts = {
        "symbol": POLLUTANTS[pollutant].symbol,
        "start": month(lang, held["period_start"].min()),
        "end": month(lang, held["period_start"].max()),
        "stations": held["station"].nunique(),
        "hours": f"{shares.hours:,}",
    }
    if shares.side == "none":
        return text(lang, "data.completeness.reading.full", **facts)
    facts["valid"] = nearly_whole(lang, shares.valid)
    facts["missing"] = percent(lang, shares.missing)
    return text(lang, "data.completeness.reading", **facts)


def reasons_with_shares(shares: Shares, lang: str) -> list[str]:
    """Return each reason for missing hours with its share, the largest first."""
    taken = sorted(REASONS, key=lambda reason: -getattr(shares, reason))
    return [
        text(
            lang,
            "data.completeness.reason",
            reason=text(lang, f"data.reason.{reason}"),
            share=percent(lang, getattr(shares, reason)),
        )
        for reason in taken
        if getattr(shares, reason) > 0
    ]


def _why(shares: Shares, lang: str) -> list[str]:
    """Return the sentences on the reasons, the largest first."""
    if shares.side == "none":
        return []
    reasons = text(lang, "data.list.and").join(reasons_with_shares(shares, lang))
    said = [text(lang, "data.completeness.reasons", reasons=reasons)]
    if shares.largest_reason == "not_loaded":
        return [*said, text(lang, "data.completeness.not_loaded")]
    at_source = sum(getattr(shares, reason) for reason in AT_SOURCE)
    sides = {
        "source": percent(lang, at_source),
        "system": percent(lang, shares.missing - at_source),
    }
    return [*said, text(lang, f"data.side.{shares.side}", **sides)]


def _worst(held: pd.DataFrame, lang: str) -> list[str]:
    """Return which stations have no value at all, and the lowest of the others."""
    stations = by(held, "station")["share_valid"]
    names = {
        str(row["station"]): station_name(row, lang)
        for _, row in held.drop_duplicates("station").iterrows()
    }
    silent, others = stations[stations <= 0], stations[stations > 0]
    said = []
    if len(silent) and len(others):
        listed = text(lang, "data.list.and").join(names[str(code)] for code in silent.index)
        rest = add_up(held[held["station"].isin(others.index)])
        share = nearly_whole(lang, rest.valid if rest else float("nan"))
        said.append(text(lang, "data.completeness.silent", names=listed, share=share))
    if len(others) >= 2 and others.min() < 1:
        share = nearly_whole(lang, float(others.min()))
        name = names[str(others.idxmin())]
        said.append(text(lang, "data.completeness.worst", name=name, share=share))
    return said


def _published_only(published: pd.DataFrame, lang: str) -> list[str]:
    only = published[(published["published"] > 0) & (published["computed"] == 0)]
    if not len(only):
        return []
    days = f"{int(only['published'].sum()):,}"
    years = text(lang, "data.list.and").join(year_spans(only["year"]))
    return [text(lang, "data.completeness.published", years=years, days=days)]


def year_spans(years: Iterable[int]) -> list[str]:
    """Return years as spans: 2014, 2015, 2016, 2020 become 2014–2016 and 2020."""
    spans: list[list[int]] = []
    for year in sorted(int(y) for y in years):
        if spans and year == spans[-1][1] + 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return [f"{a}" if a == b else f"{a}–{b}" for a, b in spans]


def read_flags(flags: pd.DataFrame, pollutant: str, lang: str) -> str:
    """Return how many flags there are and how many values they leave out of statistics."""
    symbol = POLLUTANTS[pollutant].symbol
    if not len(flags):
        return text(lang, "data.flags.reading.none", symbol=symbol)
    facts = {
        "symbol": symbol,
        "count": f"{int(flags['count'].sum()):,}",
        "stations": flags["station"].nunique(),
    }
    excluded = int(flags.loc[flags["is_excluded"], "count"].sum())
    if not excluded:
        return text(lang, "data.flags.reading.marked", **facts)
    return text(lang, "data.flags.reading", **facts, excluded=f"{excluded:,}")


def read_problems(problems: pd.DataFrame, lang: str) -> str:
    """Return how many findings there are of each severity, or that there is none."""
    if not len(problems):
        return text(lang, "data.problems.none")
    found = problems["severity"].value_counts()
    return text(
        lang,
        "data.problems.reading",
        rows=len(problems),
        errors=int(found.get("error", 0)),
        warnings=int(found.get("warning", 0)),
        notes=int(found.get("note", 0)),
    )
