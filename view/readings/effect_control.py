"""Synthetic control in words: how well other cities follow the city, and how far it leaves them."""

from collections.abc import Sequence

from view.effect_amounts import difference, level, percent
from view.effect_parts import Control, Donor
from view.formats import MISSING, THIN_SPACE, number
from view.text import text, words

POOR_FIT = "poor_fit"


def has_numbers(one: Control | None) -> bool:
    """Return whether there is a synthetic city, be its fit good or poor."""
    return one is not None and one.reason in ("", POOR_FIT) and one.effect is not None


def control_words(lang: str, one: Control | None, measure: str, modelled: str) -> list[str]:
    """Return difference, fit and rank of a measure, a sentence each; why there is nothing else.

    measure: what it is called; modelled: the pollutant, of which hourly O3 is not told by days.
    """
    if one is None:
        key = "none.hourly" if modelled == "o3" else "none"
        return [text(lang, f"effect_control.{key}")]
    if not has_numbers(one):
        return [_reason(lang, one, measure)]
    said = [
        text(
            lang,
            "effect_control.said",
            measure=measure,
            observed=level(modelled, one.observed),
            synthetic=level(modelled, one.synthetic),
            difference=difference(modelled, one.effect),
            percent=percent(one.effect_pct),
        ),
        fit_words(lang, one, modelled),
        _rank(lang, one),
    ]
    if one.reason == POOR_FIT:
        said.insert(1, text(lang, "effect_control.reason.poor_fit"))
    return [sentence for sentence in said if sentence]


def fit_words(lang: str, one: Control, modelled: str) -> str:
    """Return how far the synthetic city was from the city before the measure."""
    share = number(one.error_before_pct, 0)
    told = share if share == MISSING else f"{share}{THIN_SPACE}%"
    error = level(modelled, one.error_before)
    return text(lang, "effect_control.fit", days=one.days_before, error=error, percent=told)


def _rank(lang: str, one: Control) -> str:
    if not one.placebo_rank or one.placebo_p is None:
        return ""
    return text(
        lang,
        "effect_control.rank",
        ratio=number(one.ratio, 1),
        donors=one.donors,
        rank=one.placebo_rank,
        p=number(one.placebo_p, 2),
    )


def _reason(lang: str, one: Control, measure: str) -> str:
    key = f"effect_control.reason.{one.reason}"
    key = key if key in words(lang) else "effect_control.reason.other"
    return text(lang, key, measure=measure, reason=one.reason)


def donor_rows(lang: str, one: Control, donors: Sequence[Donor]) -> list[list[str]]:
    """Return (name, weight, ratio, distance) of the city itself, then of each donor with weight."""
    own = [text(lang, "effect_control.own"), "", number(one.ratio, 1), ""]
    rows = [
        [
            donor.name(lang) or donor.donor,
            number(donor.weight, 2),
            number(donor.ratio, 1),
            MISSING if donor.distance_km is None else _km(donor.distance_km),
        ]
        for donor in donors
        if donor.weight
    ]
    return [own, *rows]


def _km(distance: float) -> str:
    return f"{number(distance, 0)}{THIN_SPACE}km"


def left_out_words(lang: str, one: Control | None) -> str:
    """Return how many cities were left out; '' of none."""
    if one is None or not one.left_out:
        return ""
    return text(lang, "effect_control.left_out", n=one.left_out)
