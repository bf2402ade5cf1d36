"""The library in words: how many cases there are, which is the highest, why none is shown."""

from collections.abc import Mapping, Sequence

from airquality.pollutants import POLLUTANTS
from summaries.store import Snapshot
from view.case_facets import Narrowed
from view.case_parts import Rule
from view.case_row import KINDS, CaseRow
from view.formats import MINUS, MISSING, day, number
from view.options import City
from view.queries.ranking import titles_of_sources
from view.text import text

_MOST_SOURCES = 3
#: Cases that are named where several have the same highest value.
_MOST_NAMED = 3
#: Figures that the sentence of a kind names; where one is missing there is no sentence.
_NEEDED = {
    "pm25": ("pm25_window_hours", "pm25_gap_hours", "pm25_least_days"),
    "o3": ("o3_limit", "o3_gap_days", "o3_least_days"),
    "both": ("both_gap_days", "both_least_days"),
}


def read_library(
    found: Narrowed, titles: Mapping[str, str], city: City, place: str, lang: str
) -> list[str]:
    """Return the sentences on top of the page.

    titles: case id -> title; place: name of the area that the list is narrowed to, '' for all.
    """
    words = []
    if found.rows:
        key = "all" if len(found.rows) == found.of else "left"
        words.append(
            text(
                lang,
                f"case_library.reading.{key}",
                n=len(found.rows),
                of=found.of,
                city=place or city.name(lang),
                first=day(lang, city.first_day.date()),
                last=day(lang, city.last_day.date()),
                kinds=_kinds(found.rows, lang),
            )
        )
        words.append(_highest(found.rows, titles, lang))
    if place and found.of:
        words.append(text(lang, "case_library.reading.place", place=place))
    if found.unread:
        names = text(lang, "common.unread.join").join(found.unread)
        words.append(text(lang, "case_library.reading.unread", names=names))
    return [sentence for sentence in words if sentence]


def _kinds(rows: Sequence[CaseRow], lang: str) -> str:
    counts = {kind: sum(row.kind == kind for row in rows) for kind in KINDS}
    told = [
        text(
            lang,
            "case_library.reading.kind",
            kind=text(lang, f"case_library.option.kind.{kind}"),
            n=count,
        )
        for kind, count in counts.items()
        if count
    ]
    return text(lang, "case_library.reading.join").join(told)


def _highest(rows: Sequence[CaseRow], titles: Mapping[str, str], lang: str) -> str:
    """Return the case with the highest day: of PM2.5 where there is one, else of O3."""
    measured = [row for row in rows if row.peak_day_value is not None]
    own = [row for row in measured if row.pollutant == "pm25"] or measured
    if not own:
        return ""
    printed = [number(row.peak_day_value, 0) for row in own]
    most = printed[max(range(len(own)), key=lambda n: own[n].peak_day_value or 0.0)]
    top = [row for row, each in zip(own, printed, strict=True) if each == most]
    heavy = sum(row.heavy_days > 0 for row in rows)
    return text(
        lang,
        f"case_library.reading.{'heavy' if heavy else 'highest'}",
        n=heavy,
        symbol=POLLUTANTS[top[0].pollutant].symbol,
        title=_first_of([titles[row.case_id] for row in top], lang),
        value=most,
    )


def _first_of(names: Sequence[str], lang: str) -> str:
    """Return names joined; of many the first ones, and how many there are."""
    joined = text(lang, "common.unread.join").join(names[:_MOST_NAMED])
    if len(names) <= _MOST_NAMED:
        return joined
    return text(lang, "case_library.reading.more", titles=joined, n=len(names))


def read_empty(found: Narrowed, city: City, place: str, lang: str) -> str:
    """Return why no case is shown; '' where some are."""
    if found.rows:
        return ""
    if found.of:
        key = "facets" if found.drops else "facets.alone"
        return text(lang, f"case_library.empty.{key}")
    if place:
        return text(lang, "case_library.empty.place", place=place)
    return text(
        lang,
        "case_library.empty.city",
        city=city.name(lang),
        first=day(lang, city.first_day.date()),
        last=day(lang, city.last_day.date()),
    )


def foot_words(snapshot: Snapshot, city: City, count: int, lang: str) -> list[str]:
    """Return what cards of the library rest on: sources, standard, last day, cases shown."""
    titles = titles_of_sources(snapshot, city.id)
    shown = list(dict.fromkeys(zh if lang == "zh" else en for zh, en in titles))
    more = "…" if len(shown) > _MOST_SOURCES else ""
    source = " / ".join(shown[:_MOST_SOURCES]) + more
    return [
        text(lang, "common.foot.source", source=source),
        text(lang, "case_library.foot.standard"),
        text(lang, "common.foot.data_to", day=day(lang, city.last_day.date())),
        text(lang, "case_library.foot.count", n=count),
        text(lang, "case_library.foot.rules"),
    ]


def read_rules(rules: Sequence[Rule], lang: str) -> list[str]:
    """Return what the rules are, each kind of case in a sentence, and how many are unchecked."""
    if not rules:
        return []
    held = {f"{rule.kind}_{rule.figure}": number_of(rule) for rule in rules}
    words = [text(lang, "case_library.rules.reading")]
    for kind, needed in _NEEDED.items():
        if all(figure in held for figure in needed):
            words.append(text(lang, f"case_library.rules.sentence.{kind}", **held))
    unsure = sum(rule.status.lower() != "verified" for rule in rules)
    if unsure:
        words.append(text(lang, "case_library.rules.reading.unverified", n=unsure, of=len(rules)))
    return words


def number_of(rule: Rule) -> str:
    """Return a figure as it is printed: without zeros that say nothing."""
    return MISSING if rule.value is None else f"{rule.value:g}".replace("-", MINUS)
