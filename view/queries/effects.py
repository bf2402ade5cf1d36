"""What the page of effects asks of a snapshot; each answer is one table's rows."""

import numpy as np
import pandas as pd

from summaries.store import Filter, Snapshot
from view.cache import remembered
from view.case_parts import Rule
from view.effect_parts import (
    EVENT_KINDS,
    Change,
    MeasureEffect,
    Months,
    Placebo,
    SeriesDay,
    Skill,
    Variant,
)
from view.records import records


@remembered
def months(snapshot: Snapshot, city: str, pollutant: str, scheme: str) -> Months:
    """Return the months of a city by a scheme ('weather' or 'all'); none where there are none."""
    filters = [*_of(city, pollutant), ("scheme", "==", scheme)]
    frame = snapshot.read("normalised", filters=filters).sort_values("period_start")
    numbers = {
        name: frame[name].to_numpy(np.float64) for name in ("observed", "normalised", "low", "high")
    }
    return Months(
        starts=frame["period_start"].to_numpy().astype("datetime64[M]"),
        values=frame["values"].to_numpy(np.int64),
        members=_unpacked(frame["members"]),
        **numbers,
    )


def _unpacked(packed: pd.Series) -> np.ndarray:
    """Return the members' months, (member, month), NaN where a month has none."""
    rows = [np.frombuffer(b if isinstance(b, bytes) else b"", dtype="<f4") for b in packed]
    size = max((len(row) for row in rows), default=0)
    blank = np.full(size, np.nan)
    whole = [row if len(row) == size else blank for row in rows]
    return np.array(whole, dtype=np.float64).reshape(len(rows), size).T


@remembered
def changes(
    snapshot: Snapshot, city: str, pollutant: str, scheme: str, kind: str
) -> tuple[Change, ...]:
    """Return the changes between neighbouring periods of a kind, the earliest first."""
    filters = [*_of(city, pollutant), ("scheme", "==", scheme), ("kind", "==", kind)]
    frame = snapshot.read("attribution", filters=filters).sort_values(["from_start", "to_start"])
    return records(frame, Change)


@remembered
def skills(snapshot: Snapshot, city: str, pollutant: str) -> tuple[Skill, ...]:
    """Return the model's skill by split and step; one row with a reason where there is none."""
    return records(snapshot.read("model_skill", filters=_of(city, pollutant)), Skill)


@remembered
def answered(snapshot: Snapshot, city: str) -> tuple[str, ...]:
    """Return the pollutants of which a city has a model."""
    columns = ["pollutant", "reason"]
    frame = snapshot.read("model_skill", columns, [("city", "==", city), ("reason", "==", "")])
    return tuple(sorted(set(frame["pollutant"])))


@remembered
def cities_answered(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the ids of the cities that have a model of any pollutant."""
    frame = snapshot.read("model_skill", ["city"], [("reason", "==", "")])
    return tuple(sorted(set(frame["city"])))


@remembered
def effects(snapshot: Snapshot, city: str, pollutant: str) -> tuple[MeasureEffect, ...]:
    """Return the measures with dates that were judged by a pollutant, the newest first."""
    found = snapshot.read("measure_effects", filters=_of(city, pollutant))
    columns = ["measure", "kind", "level", "name_zh", "name_en", "about_zh", "about_en"]
    columns += ["precision", "status", "source"]
    listed = snapshot.read("measures", columns, [("city", "==", city)])
    listed = listed[listed["kind"].isin(EVENT_KINDS)].rename(columns={"measure": "measure_id"})
    joined = found.merge(listed, on="measure_id")
    return records(joined.sort_values(["start", "measure_id"], ascending=False), MeasureEffect)


@remembered
def with_effect(snapshot: Snapshot, city: str) -> dict[str, tuple[str, ...]]:
    """Return by measure the pollutants that it aims at and of which an effect is known."""
    columns = ["measure_id", "pollutant", "effect", "is_aimed"]
    frame = snapshot.read("measure_effects", columns, [("city", "==", city)])
    known = frame[frame["is_aimed"] & frame["effect"].notna()]
    return {str(own): tuple(rows) for own, rows in known.groupby("measure_id")["pollutant"]}


@remembered
def names(snapshot: Snapshot, city: str) -> dict[str, tuple[str, str]]:
    """Return the (Chinese, English) name of every listed measure by its id."""
    frame = snapshot.read("measures", ["measure", "name_zh", "name_en"], [("city", "==", city)])
    return {own: (zh, en) for own, zh, en in frame.itertuples(index=False, name=None)}


@remembered
def series(snapshot: Snapshot, city: str, pollutant: str, measure: str) -> tuple[SeriesDay, ...]:
    """Return the days around a measure's window, in order; none without an effect."""
    frame = snapshot.read("effect_series", filters=_of_measure(city, pollutant, measure))
    return records(frame.sort_values("time"), SeriesDay)


@remembered
def placebos(snapshot: Snapshot, city: str, pollutant: str, measure: str) -> tuple[Placebo, ...]:
    """Return a measure's placebos by their start."""
    frame = snapshot.read("placebos", filters=_of_measure(city, pollutant, measure))
    return records(frame.sort_values("start"), Placebo)


@remembered
def every_placebo(snapshot: Snapshot, city: str, pollutant: str) -> dict[str, np.ndarray]:
    """Return the placebos' effects in per cent by measure, (placebo,)."""
    columns = ["measure_id", "effect_pct"]
    frame = snapshot.read("placebos", columns, _of(city, pollutant)).dropna()
    measures = frame["measure_id"].to_numpy(dtype=object)
    shares = frame["effect_pct"].to_numpy(np.float64)
    return {own: shares[measures == own] for own in dict.fromkeys(measures)}


@remembered
def variants(snapshot: Snapshot, city: str, pollutant: str, measure: str) -> tuple[Variant, ...]:
    """Return the effect by the variants of the method, in the order of the table."""
    frame = snapshot.read("effect_sensitivity", filters=_of_measure(city, pollutant, measure))
    return records(frame.sort_values(["number", "variant"]), Variant)


@remembered
def rules(snapshot: Snapshot, city: str) -> tuple[Rule, ...]:
    """Return the figures by which effects are found and judged, in the order of the table."""
    frame = snapshot.read("effect_rules", filters=[("city", "==", city)])
    return records(frame.sort_values(["number", "kind", "figure"], kind="stable"), Rule)


def _of(city: str, pollutant: str) -> list[Filter]:
    return [("city", "==", city), ("pollutant", "==", pollutant)]


def _of_measure(city: str, pollutant: str, measure: str) -> list[Filter]:
    return [*_of(city, pollutant), ("measure_id", "==", measure)]


def effect_frame(snapshot: Snapshot, city: str, pollutant: str) -> pd.DataFrame:
    """Return every column of the measures' effects, for a file."""
    return snapshot.read("measure_effects", filters=_of(city, pollutant))


def months_frame(snapshot: Snapshot, city: str, pollutant: str) -> pd.DataFrame:
    """Return the months of both schemes, for a file; not the members, which are packed."""
    return snapshot.read("normalised", filters=_of(city, pollutant)).drop(columns="members")


def series_frame(snapshot: Snapshot, city: str, pollutant: str, measure: str) -> pd.DataFrame:
    """Return every column of the days around a measure, for a file."""
    return snapshot.read("effect_series", filters=_of_measure(city, pollutant, measure))
