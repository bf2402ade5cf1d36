"""Which pollutant, measure and periods the page of effects is about, and what it offers.

Layouts build their controls from these; they hold names and months, never measurements.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np

from airquality.metrics import METRICS
from summaries.store import Snapshot
from view.effect_parts import VERDICTS, MeasureEffect, Months
from view.formats import metric_name
from view.queries.effects import answered, effects, months
from view.state import CHANGES, MODELLED, ViewState
from view.text import text

#: Months of each of the two periods that are compared where the viewer has named none.
USUAL_MONTHS = 12


def settled(snapshot: Snapshot, state: ViewState) -> ViewState:
    """Return the state with every choice of the page made: the page's controls show it."""
    modelled = state.modelled or _usual(snapshot, state.city)
    state = state.but(modelled=modelled, change=state.change or CHANGES[0])
    shown = shown_measure(snapshot, state)
    own = months(snapshot, state.city, modelled, scheme_of(state))
    former, latter = _periods(own, state)
    return state.but(measure=shown.measure_id if shown else "", former=former, latter=latter)


def has_model(snapshot: Snapshot, state: ViewState) -> bool:
    """Return whether there is a model of the settled choice."""
    return state.modelled in answered(snapshot, state.city)


def scheme_of(state: ViewState) -> str:
    """Return the scheme as the tables name it."""
    return state.scheme or "weather"


def _usual(snapshot: Snapshot, city: str) -> str:
    known = answered(snapshot, city)
    return next((p for p in MODELLED if p in known), MODELLED[0])


def shown_measure(snapshot: Snapshot, state: ViewState) -> MeasureEffect | None:
    """Return the measure looked at; where none is named the first of the list.

    None where the city has no measure with dates.
    """
    every = effects(snapshot, state.city, state.modelled)
    named = [one for one in every if one.measure_id == state.measure]
    return next(iter(named or listed(every)), None)


def listed(every: Iterable[MeasureEffect]) -> list[MeasureEffect]:
    """Return measures in the order of the page: what is judged, and aims at the pollutant, and is
    clear comes first; among equals they stay as they are, the newest first."""
    return sorted(
        every, key=lambda one: (not one.is_judged, not one.is_aimed, VERDICTS.index(one.verdict))
    )


def _periods(own: Months, state: ViewState) -> tuple[str, str]:
    """Return the two periods, each within the months that there are; '' where there are none."""
    if not len(own):
        return "", ""
    last = own.starts[-1]
    size = min(USUAL_MONTHS, max(1, len(own) // 2))
    usual = (
        span_text(last - 2 * size + 1, last - size),
        span_text(last - size + 1, last),
    )
    asked = (state.former, state.latter)
    return tuple(  # type: ignore[return-value]
        a if a and _is_within(a, own) else u for a, u in zip(asked, usual, strict=True)
    )


def _is_within(span: str, own: Months) -> bool:
    first, last = read_span(span)
    return bool(first >= own.starts[0] and last <= own.starts[-1])


def span_text(first: np.datetime64, last: np.datetime64) -> str:
    """Return two months (datetime64[M], both included) as the state holds them."""
    return "-".join(str(month).replace("-", "") for month in (first, last))


def read_span(span: str) -> tuple[np.datetime64, np.datetime64]:
    """Return the first and last month of `YYYYMM-YYYYMM`."""
    first, last = (np.datetime64(f"{m[:4]}-{m[4:]}", "M") for m in span.split("-"))
    return first, last


def pollutant_choices(snapshot: Snapshot, state: ViewState) -> list[dict[str, Any]]:
    """Return a select's data: what the weather is taken out of; without a model it says so."""
    known, lang = answered(snapshot, state.city), state.lang
    return [
        {"value": p, "label": name_of(lang, p) + ("" if p in known else _without(lang))}
        for p in MODELLED
    ]


def _without(lang: str) -> str:
    return text(lang, "effects.choice.without")


def name_of(lang: str, modelled: str) -> str:
    """Return what is modelled by name: hours by their symbol, MDA8 by its statistic."""
    return metric_name(lang, modelled) if modelled == "o3_mda8" else METRICS[modelled].symbol


def measure_choices(snapshot: Snapshot, state: ViewState) -> list[dict[str, str]]:
    """Return a select's data: the measures with dates, the newest first."""
    every = effects(snapshot, state.city, state.modelled)
    return [{"value": one.measure_id, "label": one.name(state.lang)} for one in every]


def month_choices(snapshot: Snapshot, state: ViewState) -> list[dict[str, str]]:
    """Return a select's data: the months that there are."""
    own = months(snapshot, state.city, state.modelled, scheme_of(state))
    lang = state.lang
    return [{"value": str(m).replace("-", ""), "label": month_words(lang, m)} for m in own.starts]


def month_words(lang: str, month: np.datetime64) -> str:
    """Return a month in words: 2016年12月, December 2016."""
    year, number = str(month)[:7].split("-")
    name = text(lang, f"common.month.{int(number)}")
    return text(lang, "effects.month", year=year, month=name)
