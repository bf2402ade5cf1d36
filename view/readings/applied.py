"""By which rules and on which days a chart rests, in the words of its foot."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE
from view.formats import day
from view.lines import Source
from view.text import text


def source_words(lang: str, sources: Iterable[Source], first: Any, last: Any) -> str:
    """Return the sources that have data between two days, both included; '' where none has."""
    low, high = np.datetime64(first, "D"), np.datetime64(last, "D") + 1
    begin, end = (t.astype("datetime64[s]") for t in (low, high))
    titles = dict.fromkeys(s.title(lang) for s in sources if s.start < end and s.end > begin)
    return text(lang, "common.foot.source", source=" / ".join(titles)) if titles else ""


def scheme_words(lang: str, standard: str) -> list[str]:
    """Return the scheme of a state by name, and what has to be said of it."""
    name = text(lang, f"common.standard.{standard or 'in_force'}")
    words = [text(lang, "common.foot.standard", standard=name)]
    if standard in ("gb3095-2026-final", "who2021"):
        short = standard.removeprefix("gb3095-2026-")
        words.append(text(lang, f"common.standard.note.{short}"))
    return words


def basis_words(lang: str, basis: str, is_different: bool) -> list[str]:
    """Return the basis where it is not all days, and why it changes nothing where it does not."""
    if basis in ("", "all"):
        return []
    if not is_different:
        return [text(lang, f"common.basis.nothing.{basis}")]
    return [text(lang, "common.foot.basis", basis=text(lang, f"common.basis.{basis}"))]


def reference_words(lang: str, first: Any, last: Any) -> list[str]:
    """Return what is to be minded where days lie on both sides of 2018-09-01."""
    begin, end = np.datetime64(first, "D"), np.datetime64(last, "D")
    crosses = begin < REFERENCE_STATE_CHANGE <= end
    return [text(lang, "common.reference_change")] if crosses else []


def data_to(lang: str, last: np.datetime64) -> str:
    """Return until which day there are data."""
    return text(lang, "common.foot.data_to", day=in_words(lang, last))


def in_words(lang: str, when: Any) -> str:
    """Return a day (datetime64) in words."""
    return day(lang, np.datetime64(when, "D").astype(object))


def between(lang: str, first: Any, last: Any) -> str:
    """Return a period in words, both days included; one day is named once."""
    begin, end = in_words(lang, first), in_words(lang, last)
    return begin if begin == end else text(lang, "tiles.period", first=begin, last=end)
