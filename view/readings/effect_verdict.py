"""One measure in words: its verdict, its effect with interval, its placebos, and every doubt."""

from collections.abc import Mapping, Sequence

import pandas as pd

from view.case_times import days_words
from view.effect_amounts import between, difference, level, percent, percent_between
from view.effect_choice import name_of
from view.effect_parts import MeasureEffect, Variant
from view.formats import number
from view.readings.effects import reason_words
from view.text import text

#: Verdicts that call an effect one.
CALLED = ("clear", "likely")
OUTSIDE = "outside"
_STATUS = {"from memory": "memory", "unverified": "unverified"}


def badge(lang: str, one: MeasureEffect) -> str:
    """Return the verdict in as few words as there are; of an effect which way it goes."""
    if one.verdict in CALLED:
        way = "up" if (one.effect or 0) > 0 else "down"
        return text(lang, f"effects.verdict.{one.verdict}.{way}")
    return text(lang, f"effects.verdict.{uncalled(one)}")


def uncalled(one: MeasureEffect) -> str:
    """Return what a measure without an effect is counted as: that it lies outside the data is no
    fault of the model."""
    return OUTSIDE if one.reason == OUTSIDE else one.verdict


def span_words(lang: str, one: MeasureEffect) -> str:
    """Return the days of a measure's window, both included."""
    return days_words(lang, one.start, one.end - pd.Timedelta(hours=1))


def amount_words(lang: str, one: MeasureEffect) -> str:
    """Return what was observed against what was predicted, and the effect; '' without one."""
    if one.effect is None:
        return ""
    ends = (one.effect_low, one.effect_high)
    return text(
        lang,
        "effects.said.amount",
        observed=level(one.pollutant, one.observed),
        predicted=level(one.pollutant, one.predicted),
        difference=difference(one.pollutant, one.effect, *ends),
        interval=between(lang, one.pollutant, *ends, one.effect),
        percent=percent(one.effect_pct),
        percent_interval=percent_between(lang, one.effect_pct_low, one.effect_pct_high),
    )


def key_words(lang: str, one: MeasureEffect) -> tuple[str, str]:
    """Return the effect in per cent and as an amount, each with its interval; '' without one."""
    if one.effect is None:
        return "", ""
    ends = (one.effect_low, one.effect_high)
    share = percent(one.effect_pct) + percent_between(lang, one.effect_pct_low, one.effect_pct_high)
    amount = difference(one.pollutant, one.effect, *ends)
    return share, amount + between(lang, one.pollutant, *ends, one.effect)


def level_words(lang: str, one: MeasureEffect) -> str:
    """Return what was observed and what was predicted; '' without an effect."""
    if one.effect is None:
        return ""
    told = {name: level(one.pollutant, getattr(one, name)) for name in ("observed", "predicted")}
    return text(lang, "effects.said.levels", **told)


def verdict_words(lang: str, one: MeasureEffect, amount: str) -> list[str]:
    """Return the sentences of a measure: amount, placebos, and why no more can be said."""
    said = [amount, placebo_words(lang, one)]
    if one.reason:
        said.append(reason_words(lang, one.reason))
    if one.verdict == "not_distinguishable":
        said.append(text(lang, "effects.said.unsure"))
    if one.reason == "skill" and one.skill_r2 is not None:
        said.append(text(lang, "effects.said.skill", r2=number(one.skill_r2, 2)))
    if one.verdict in CALLED and (one.effect or 0) > 0:
        said.append(text(lang, "effects.said.up"))
    return [sentence for sentence in [*said, unaimed_words(lang, one)] if sentence]


def list_words(lang: str, one: MeasureEffect) -> list[str]:
    """Return a measure in as few sentences as its place in the list leaves.

    That as much is found where nothing was done is said by its placebos, and by its badge.
    """
    said = [level_words(lang, one), _placebo(lang, one, "effects.list.placebo")]
    if one.reason and one.reason != "placebo":
        said.append(reason_words(lang, one.reason))
    if is_selected(one) and one.is_aimed:
        said.append(text(lang, "effects.list.selected"))
    return [sentence for sentence in [*said, unaimed_words(lang, one)] if sentence]


def is_selected(one: MeasureEffect) -> bool:
    """Return whether it is a plus under a warning, which was issued for that."""
    return one.kind == "warning" and (one.effect or 0) > 0


def unaimed_words(lang: str, one: MeasureEffect) -> str:
    """Return that the measure does not aim at the pollutant; '' where it does."""
    if one.is_aimed or one.effect is None:
        return ""
    return text(lang, "effects.list.unaimed", symbol=name_of(lang, one.pollutant))


def placebo_words(lang: str, one: MeasureEffect) -> str:
    """Return how many windows without a measure are as far from zero; '' where none were tried."""
    return _placebo(lang, one, "effects.said.placebo")


def _placebo(lang: str, one: MeasureEffect, key: str) -> str:
    if not one.placebos or not one.placebo_rank or one.placebo_p is None:
        return ""
    return text(
        lang,
        key,
        n=one.placebos,
        k=one.placebo_rank - 1,
        independent=one.independent,
        p=number(one.placebo_p, 3 if one.placebo_p < 0.1 else 2),
    )


def strip_words(lang: str, one: MeasureEffect) -> str:
    """Return what the strip shows, for who does not see it."""
    return text(
        lang,
        "effects.verdicts.strip",
        rank=text(lang, "effects.verdicts.rank", rank=one.placebo_rank),
        n=one.placebos,
        k=max(0, one.placebo_rank - 1),
    )


def doubts(lang: str, one: MeasureEffect, names: Mapping[str, tuple[str, str]]) -> list[str]:
    """Return the doubts about a measure: its dates, others at the same time."""
    found = []
    if one.status in _STATUS:
        found.append(text(lang, f"effects.doubt.{_STATUS[one.status]}"))
    others = [names.get(own, (own, own))[lang != "zh"] for own in one.others.split(",") if own]
    if others and one.is_judged:
        told = text(lang, "effects.list").join(others)
        found.append(text(lang, "effects.doubt.overlap", names=told))
    return found


def start_words(lang: str, one: MeasureEffect) -> str:
    """Return why a warning is no plain experiment; '' of what was planned."""
    return text(lang, "effects.doubt.warning") if one.kind == "warning" else ""


def placebo_reading(lang: str, one: MeasureEffect) -> str:
    """Return what the placebos of a measure are and how far it lies beyond them; '' without any."""
    if not one.placebos:
        return ""
    told = {"n": one.placebos, "independent": one.independent, "days": number(one.around_days, 0)}
    said = [text(lang, "effects.placebo.reading", **told)]
    if one.times_reach is not None:
        said.append(text(lang, "effects.placebo.times", times=number(one.times_reach, 2)))
    return (" " if lang == "en" else "").join(said)


def variant_name(lang: str, variant: str) -> str:
    """Return what a variant of the method is called; its id where no text names it."""
    kind, _, value = variant.rpartition("_")
    if kind == "margin":
        return text(lang, "effects.variant.margin", n=value)
    if kind == "without":
        return text(lang, "effects.variant.without", year=value)
    if kind == "memory" and value in ("hour", "day", "all"):
        return text(lang, f"effects.variant.memory_{value}")
    return variant


def variant_rows(lang: str, one: MeasureEffect, variants: Sequence[Variant]) -> list[list[str]]:
    """Return (setting, effect, in per cent) of the page's own setting and of every variant."""
    ends = (one.effect_low, one.effect_high)
    own = [
        text(lang, "effects.variant.base"),
        difference(one.pollutant, one.effect, *ends),
        percent(one.effect_pct),
    ]
    rows = [
        [
            variant_name(lang, v.variant),
            difference(one.pollutant, v.effect, *ends),
            percent(v.effect_pct),
        ]
        for v in variants
    ]
    return [own, *rows]


def event_foot(lang: str, one: MeasureEffect) -> str:
    """Return what the prediction rests on."""
    if one.margin_days is None or one.bias_pct is None:
        return text(lang, "effects.event.foot.plain")
    return text(
        lang,
        "effects.event.foot",
        margin=number(one.margin_days, 0),
        bias=percent(one.bias_pct),
        drift=percent(one.drift_pct or 0.0),
    )
