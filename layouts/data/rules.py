"""The standards in use, what was not checked against them, the settings, the snapshot."""

from dataclasses import asdict
from functools import cache
from typing import Any

from dash import html

from airquality.pollutants import POLLUTANTS
from airquality.quality import DEFAULT_SETTINGS, Flag
from airquality.sand_dust import MEMORY_2016
from airquality.standards.gb3095 import STANDARDS, limit
from airquality.validity import GB3095
from layouts.data.flags import flag_words
from layouts.parts.table import Head, table
from summaries.store import Snapshot
from view import formats
from view.rules import STATUSES, doubtful, rules, stated_settings
from view.text import text, words

_LIMITS = (
    *((p, a) for p in ("pm25", "pm10", "so2", "no2") for a in ("annual", "24h")),
    ("co", "24h"),
    ("o3", "mda8"),
    ("o3", "1h"),
)


def read_rules(lang: str) -> str:
    """Return how many figures were checked, and what becomes of the others."""
    counts = {s: sum(rule.status == s for rule in rules()) for s in STATUSES}
    return text(lang, "data.rules.reading", total=len(rules()), **counts)


@cache
def limit_table(lang: str) -> html.Div:
    """Return the grade II limits of each version of GB 3095, side by side."""
    heads = [Head(text(lang, "data.rules.item")), Head("")]
    for standard in STANDARDS.values():
        since = text(lang, "data.rules.from", day=standard.valid_from.isoformat())
        name = text(lang, f"common.standard.{standard.id}")
        heads.append(Head([name, html.Br(), html.Span(since, className="quiet")], True))
    rows = []
    for pollutant, averaging in _LIMITS:
        values = [limit(pollutant, averaging, standard) for standard in STANDARDS.values()]
        rows.append(
            [
                POLLUTANTS[pollutant].symbol,
                text(lang, f"data.rules.averaging.{averaging}"),
                *(formats.number(v, 0) for v in values),
            ]
        )
    return table(heads, rows, css="limits")


@cache
def doubtful_table(lang: str) -> html.Div:
    """Return the rules that are not verified, what the system does with them, and their status."""
    heads = [
        Head(text(lang, "data.rules.rule")),
        Head(text(lang, "data.rules.count"), True),
        Head(text(lang, "data.rules.status")),
    ]
    rows = []
    for group, members in doubtful().items():
        status = max((rule.status for rule in members), key=STATUSES.index)
        said = html.Span(text(lang, f"data.status.{status}"), className=f"status {status}")
        rows.append([text(lang, f"data.rule.{group}"), len(members), said])
    return table(heads, rows)


def settings_table(snapshot: Snapshot, city: str, lang: str) -> Any:
    """Return the settings that the snapshot states for a city, beside the defaults."""
    stated = stated_settings(snapshot, city)
    if not stated:
        return html.P(text(lang, "data.settings.none"), className="quiet")
    heads = [Head(text(lang, f"data.settings.{n}")) for n in ("setting", "value", "default")]
    defaults = {
        "validity": asdict(GB3095),
        "quality": {**vars(DEFAULT_SETTINGS), "excluded": _names(DEFAULT_SETTINGS.excluded)},
        "weights": dict.fromkeys(POLLUTANTS, 1.0),
        "dust": {"rule": "off", **asdict(MEMORY_2016)},
    }
    parts: list[Any] = []
    for room, known in defaults.items():
        values = stated.get(room)
        if isinstance(values, dict):
            parts.append(html.H4(text(lang, f"data.settings.{room}")))
            if room == "dust":
                parts.append(html.P(text(lang, "data.dust.note"), className="quiet"))
            keys = [k for k in known if k in values] + [k for k in values if k not in known]
            rows = [_setting(room, k, values[k], known.get(k), lang) for k in keys]
            parts.append(table(heads, rows))
    return parts


def snapshot_facts(snapshot: Snapshot, lang: str) -> html.Dl:
    """Return the id of the snapshot, when it was built and by which code."""
    unknown = text(lang, "data.snapshot.unknown")
    built_by = snapshot.manifest.get("built_by")
    code = built_by.get("code_sha256") if isinstance(built_by, dict) else None
    facts: dict[str, Any] = {
        "id": html.Code(snapshot.id),
        "built_at": str(snapshot.manifest.get("built_at") or unknown)[:19].replace("T", " "),
        "code": html.Code(str(code), className="checksum", title=str(code)) if code else unknown,
    }
    pairs: list[html.Dt | html.Dd] = []
    for key, value in facts.items():
        pairs += [html.Dt(text(lang, f"data.snapshot.{key}")), html.Dd(value)]
    return html.Dl(pairs)


def _setting(room: str, key: str, value: Any, default: Any, lang: str) -> list[Any]:
    if room == "weights":
        name: Any = POLLUTANTS[key].symbol if key in POLLUTANTS else key
    else:
        name = words(lang).get(f"data.{room}.{key}", key)
    if default is None:
        said: Any = formats.MISSING
    elif _plain(value) == _plain(default):
        said = text(lang, "data.settings.yes")
    else:
        said = html.B(text(lang, "data.settings.changed", value=_shown(default, lang)))
    return [name, _shown(value, lang), said]


def _names(flags: Flag) -> list[str]:
    return [str(flag.name).lower() for flag in Flag if flag & flags]


def _plain(value: Any) -> Any:
    """Return a value as it comes back from JSON, so that a tuple equals its list."""
    if isinstance(value, dict):
        return {k: float(v) for k, v in value.items()}
    return list(value) if isinstance(value, list | tuple) else value


def _shown(value: Any, lang: str) -> str:
    """Return a value as a reader sees it: a pollutant by its symbol, a flag by its name."""
    if isinstance(value, dict):
        order = sorted(value, key=lambda k: list(POLLUTANTS).index(k) if k in POLLUTANTS else 99)
        names = ((POLLUTANTS[k].symbol if k in POLLUTANTS else k, value[k]) for k in order)
        return " · ".join(f"{name} {_figure(each)}" for name, each in names)
    if isinstance(value, list | tuple):
        each = (flag_words(v, lang)[0] if isinstance(v, str) else _figure(v) for v in value)
        return text(lang, "data.list.and").join(each)
    return _figure(value)


def _figure(value: Any) -> str:
    return (
        f"{value:g}".replace("-", formats.MINUS) if isinstance(value, int | float) else str(value)
    )
