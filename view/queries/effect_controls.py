"""What other cities say of a measure, and which case it met; each answer is one table's rows."""

import pandas as pd

from summaries.store import Filter, Snapshot
from view.cache import remembered
from view.effect_parts import Control, Donor
from view.queries.effects import effects
from view.records import records


@remembered
def controls(snapshot: Snapshot, city: str, pollutant: str) -> dict[str, Control]:
    """Return what synthetic control finds of each measure; none of a pollutant without."""
    frame = snapshot.read("effect_controls", filters=_of(city, pollutant))
    return {one.measure_id: one for one in records(frame, Control)}


@remembered
def donors(snapshot: Snapshot, city: str, pollutant: str, measure: str) -> tuple[Donor, ...]:
    """Return the cities of which a synthetic one is made, the largest weight first."""
    filters: list[Filter] = [*_of(city, pollutant), ("measure_id", "==", measure)]
    frame = snapshot.read("effect_donors", filters=filters)
    return records(frame.sort_values("number"), Donor)


@remembered
def cases_met(snapshot: Snapshot, city: str, pollutant: str) -> dict[str, str]:
    """Return by measure the id of the case that it shared most hours with; of its own pollutant
    before others.

    Of the measures that are judged: a plan of years met every case.
    """
    judged = tuple(one.measure_id for one in effects(snapshot, city, pollutant))
    here: list[Filter] = [
        ("city", "==", city),
        ("measure", "in", judged),
        ("overlap_hours", ">", 0),
    ]
    columns = ["measure", "case_id", "overlap_hours"]
    met = snapshot.read("episode_measures", columns, here) if judged else pd.DataFrame()
    if met.empty:
        return {}
    named: list[Filter] = [("case_id", "in", tuple(met["case_id"]))]
    kinds = snapshot.read("episodes", ["case_id", "kind"], named).set_index("case_id")["kind"]
    wanted = ["o3" if pollutant.startswith("o3") else "pm25", "both"]
    own = met["case_id"].map(kinds).isin(wanted)
    ordered = met.assign(own=own).sort_values(
        ["own", "overlap_hours", "case_id"], ascending=[False, False, True]
    )
    first = ordered.drop_duplicates("measure")
    return dict(zip(first["measure"], first["case_id"], strict=True))


def _of(city: str, pollutant: str) -> list[Filter]:
    return [("city", "==", city), ("pollutant", "==", pollutant)]
