"""Where the numbers come from: a block of facts for each source."""

import re
from typing import Any

import pandas as pd
from dash import html

from view.readings.data import day, percent
from view.text import text, words

_WEB = re.compile(r"https?:", re.IGNORECASE)


def source_blocks(sources: pd.DataFrame, lang: str) -> list[html.Div]:
    """Return a block for each row of the table `sources`; every word of theirs is shown as text."""
    return [_block(row, lang) for row in sources.to_dict("records")]


def _block(row: dict[Any, Any], lang: str) -> html.Div:
    facts = (
        ("what", _named(lang, "kind", row["kind"])),
        ("period", _period(row, lang)),
        ("files", _files(row, lang)),
        ("hours", _hours(row["hours"], row["kind"], lang)),
        ("licence", row["licence"]),
        ("credit", row["credit"]),
        ("url", _address(row["url"])),
        ("sha256", _checksum(row["sha256"], lang)),
        ("note", row[f"note_{lang}"]),
    )
    shown = [(key, value) for key, value in facts if not _is_missing(value)]
    pairs = []
    for key, value in shown:
        pairs += [html.Dt(text(lang, f"data.sources.{key}")), html.Dd(value)]
    return html.Div([html.H3(row[f"title_{lang}"]), html.Dl(pairs)], className="source")


def _is_missing(value: Any) -> bool:
    return value is None or value == "" or (isinstance(value, float) and value != value)


def _named(lang: str, room: str, key: str) -> str:
    """Return the words for a key that data brought; the key itself where there are none."""
    return words(lang).get(f"data.{room}.{key}", key)


def _period(row: dict[Any, Any], lang: str) -> str | None:
    if pd.isna(row["period_start"]) or pd.isna(row["period_end"]):
        return None
    last = row["period_end"] - pd.Timedelta(hours=1)
    start, end = day(lang, row["period_start"]), day(lang, last)
    return text(lang, "data.sources.period.value", start=start, end=end)


def _files(row: dict[Any, Any], lang: str) -> str:
    cells, values = int(row["cells"]), int(row["cells_with_value"])
    return text(
        lang,
        "data.sources.files.value",
        files=f"{int(row['files']):,}",
        cells=f"{cells:,}",
        values=f"{values:,}",
        share=percent(lang, values / cells if cells else float("nan")),
    )


def _hours(label: str, kind: str, lang: str) -> str | None:
    """Return how a source labels an hour; None where each of its files says it itself."""
    if not label:
        return text(lang, "data.sources.hours.none") if kind == "city-daily" else None
    return words(lang).get(f"data.sources.hours.{label}", label)


def _address(url: Any) -> Any:
    """Return a link only for an address of the web; anything else is shown as mere text."""
    if _is_missing(url):
        return None
    if not _WEB.match(url):
        return url
    return html.A(url, href=url, rel="noreferrer noopener", target="_blank")


def _checksum(sha256: str, lang: str) -> Any:
    hint = text(lang, "data.sources.sha256.hint")
    return html.Code(sha256, className="checksum", title=f"{hint}\n{sha256}", tabIndex=0)
