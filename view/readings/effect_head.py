"""What an official reads first: which measures had an effect, and what the weather did."""

from collections import Counter
from collections.abc import Sequence

from view.effect_amounts import percent
from view.effect_choice import name_of
from view.effect_parts import VERDICTS, MeasureEffect
from view.figures.waterfall import Told
from view.readings.effect_verdict import CALLED, badge, is_selected, uncalled
from view.readings.effects import part_words
from view.text import text

#: Measures of one verdict that are named; of more the first.
_MOST_NAMED = 3


def head_words(
    lang: str,
    city: str,
    modelled: str,
    effects: Sequence[MeasureEffect],
    newest: Told | None,
    poor: str,
) -> list[str]:
    """Return the official's sentences: verdicts counted, effects named, the newest change parted.

    effects: the newest first; those that do not aim at the pollutant are counted by themselves.
    poor: why the model says nothing of a change, '' where it is good enough.
    """
    symbol = name_of(lang, modelled)
    said = _counted(lang, city, symbol, effects)
    if poor:
        return [*said, poor]
    if newest is None or newest.change.change is None:
        return said
    parts = part_words(lang, newest, modelled)
    said.append(text(lang, "effects.head.change", symbol=symbol, **parts))
    return [*said, text(lang, "effects.head.doubt")]


def _counted(lang: str, city: str, symbol: str, effects: Sequence[MeasureEffect]) -> list[str]:
    if not effects:
        return [text(lang, "effects.head.no_measures", city=city)]
    aimed = [one for one in effects if one.is_aimed]
    said = []
    if aimed:
        told = text(lang, "effects.list").join(_verdicts(lang, aimed))
        of = {"city": city, "symbol": symbol, "n": len(aimed), "counts": told}
        said.append(text(lang, "effects.head.counts", **of))
    if any(one.verdict in CALLED and is_selected(one) for one in aimed):
        said.append(text(lang, "effects.list.selected"))
    if len(aimed) < len(effects):
        n = len(effects) - len(aimed)
        said.append(text(lang, "effects.head.unaimed", symbol=symbol, n=n))
    return said


def _verdicts(lang: str, aimed: Sequence[MeasureEffect]) -> list[str]:
    """Return how many measures have each verdict; effects by the way they go, and by name."""
    found = []
    for verdict in VERDICTS:
        own = [one for one in aimed if one.verdict == verdict]
        if verdict not in CALLED:
            found += _uncalled(lang, own)
            continue
        for way in dict.fromkeys(badge(lang, one) for one in own):
            alike = [one for one in own if badge(lang, one) == way]
            names = _named(lang, alike)
            found.append(text(lang, "effects.head.called", verdict=way, n=len(alike), names=names))
    return found


def _uncalled(lang: str, own: Sequence[MeasureEffect]) -> list[str]:
    found = Counter(uncalled(one) for one in own)
    return [
        text(lang, "effects.head.count", verdict=text(lang, f"effects.count.{name}"), n=n)
        for name, n in sorted(found.items())
    ]


def _named(lang: str, alike: Sequence[MeasureEffect]) -> str:
    named = [
        text(lang, "effects.head.called.one", name=one.name(lang), percent=percent(one.effect_pct))
        for one in alike[:_MOST_NAMED]
    ]
    told = text(lang, "effects.list").join(named)
    more = len(alike) > _MOST_NAMED
    return text(lang, "effects.head.called.more", names=told) if more else told
