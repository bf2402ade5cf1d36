"""A snapshot of the made-up city with made-up effects, whatever the models may be.

Everything but the effects is `made_cases.py`'s. PM2.5 has all that it can have; NO2 has a model
that is not good enough; CO has none, for want of values; PM10 has none either, but other cities to
compare with; of the others nothing is said at all.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from summaries.snapshot import SnapshotWriter
from summaries.store import SnapshotStore
from summaries.tables import TABLES
from tests.view.made_case_rows import MEASURES, WHOLE
from tests.view.made_cases import _filled
from tests.view.made_controls import made_controls, made_donors

CITY = "shili"
#: A clear effect, with placebos, series and settings; its name is markup.
CLEAR = "meeting-2019"
LIKELY, UNSURE, OUTSIDE, POOR = "orange-2019", "red-2019", "orange-2021", "blue-2019"
HOSTILE = "<b onclick=x>会议</b>"
MEMBERS = 5
#: The case that one of the measures met.
MET = {
    "city": CITY,
    "case_id": WHOLE,
    "measure": LIKELY,
    "start_lead_hours": -4.0,
    "overlap_hours": 96.0,
}
_MONTHS = pd.date_range("2018-01-01", "2019-12-01", freq="MS")
_EVENTS: tuple[tuple[str, str, str, str, str, str, str], ...] = (
    (CLEAR, "control", "", HOSTILE, "2019-03-04", "2019-03-14", "verified"),
    (LIKELY, "warning", "orange", "橙色预警", "2019-01-10", "2019-01-14", "from memory"),
    (UNSURE, "warning", "red", "红色预警", "2019-11-20", "2019-11-24", "unverified"),
    (POOR, "warning", "blue", "蓝色预警", "2019-06-02", "2019-06-05", "verified"),
    (OUTSIDE, "warning", "orange", "以后的预警", "2021-01-02", "2021-01-05", "verified"),
)


def write_made_effects(source: Path, root: Path) -> Path:
    """Publish under root the snapshot of source with made-up effects in place of its own."""
    old = SnapshotStore(source).current()
    frames = {name: old.read(name) for name in TABLES}
    frames |= {name: _filled(TABLES[name], rows) for name, rows in made_tables().items()}
    met = _filled(TABLES["episode_measures"], [MET])
    frames["episode_measures"] = pd.concat([frames["episode_measures"], met])
    with SnapshotWriter(root) as writer:
        for name, frame in frames.items():
            writer.write(name, frame)
        writer.publish({"inputs": []})
    return root


def made_tables() -> dict[str, list[dict[str, Any]]]:
    """Return the rows of every table of effects, and the measures that they are about."""
    rows: dict[str, list[dict[str, Any]]] = {
        "measures": _measures(),
        "normalised": [m for scheme in ("weather", "all") for m in _months("pm25", scheme, 0.2)]
        + _months("no2", "weather", 0.2),
        "attribution": [_change(s, k) for s in ("weather", "all") for k in ("year", "winter_pm25")],
        "model_skill": _skills(),
        "measure_effects": [
            *(_effect(*one) for one in EFFECTS),
            _effect(*_UNMODELLED) | {"pollutant": "pm10"},
        ],
        "effect_series": _series(),
        "placebos": _placebos(),
        "effect_sensitivity": [
            _variant(1, "margin_2", -21.0, -29.0),
            _variant(2, "memory_hour", -17.5, -25.0),
            _variant(3, "without_2018", -19.0, -27.0),
        ],
        "effect_controls": made_controls(
            {one: _span(one) for one in (CLEAR, UNSURE, LIKELY)}, fitted_too="pm10"
        ),
        "effect_donors": [*made_donors(CLEAR, UNSURE), *made_donors(CLEAR, pollutant="pm10")],
        "effect_rules": [
            {
                "kind": "verdict",
                "figure": "least_r2",
                "value": 0.5,
                "unit": "",
                "about_zh": "低于此不作判断",
                "about_en": "below it nothing is judged",
                "source": "",
                "status": "own choice",
                "number": 1,
            }
        ],
    }
    return {name: [{"city": CITY} | row for row in found] for name, found in rows.items()}


def _span(measure: str) -> tuple[str, str]:
    event = next(one for one in _EVENTS if one[0] == measure)
    return event[4], event[5]


def _measures() -> list[dict[str, Any]]:
    plain = {"issued": None, "about_zh": "", "about_en": "", "source": "", "precision": "day"}
    listed = [
        plain
        | {"measure": own, "kind": kind, "level": level, "name_zh": name, "name_en": f"The {own}"}
        | {"start": start, "end": end, "status": status}
        for own, kind, level, name, start, end, status in _EVENTS
    ]
    lasting = {"measure": "plan", "kind": "plan", "level": "", "name_zh": "规划", "name_en": "Plan"}
    span = {"start": "2018-01-01", "end": None, "status": "verified"}
    of_cases = [one | {"about_zh": "", "about_en": "", "source": ""} for one in MEASURES]
    return [*of_cases, *listed, plain | lasting | span]


def _months(pollutant: str, scheme: str, wide: float) -> list[dict[str, Any]]:
    """Return months that fall by 0.5 each from 60, observed 10 more in 2018 and 10 less in 2019."""
    found = []
    for number, start in enumerate(_MONTHS):
        level = 60.0 - 0.5 * number
        members = level + np.linspace(-wide, wide, MEMBERS) * (number + 1)
        found.append(
            {
                "pollutant": pollutant,
                "scheme": scheme,
                "period_start": start,
                "observed": level + (10.0 if start.year == 2018 else -10.0),
                "normalised": level,
                "low": level - wide * (number + 1),
                "high": level + wide * (number + 1),
                "values": 24 * start.days_in_month,
                "members": members.astype("<f4").tobytes(),
            }
        )
    return found


def _change(scheme: str, kind: str) -> dict[str, Any]:
    spans = {
        "year": ("2018-01-01", "2019-01-01", "2019-01-01", "2020-01-01"),
        "winter_pm25": ("2018-01-01", "2018-04-01", "2019-01-01", "2019-04-01"),
    }[kind]
    names = ("from_start", "from_end", "to_start", "to_end")
    return dict(zip(names, spans, strict=True)) | {
        "pollutant": "pm25",
        "scheme": scheme,
        "kind": kind,
        "months": 12 if kind == "year" else 3,
        "observed_from": 67.3,
        "observed_to": 41.3,
        "change": -26.0,
        "weather": -20.0,
        "weather_low": -23.0,
        "weather_high": -17.0,
        "rest": -6.0,
        "rest_low": -9.0,
        "rest_high": -3.0,
    }


def _skills() -> list[dict[str, Any]]:
    plain = {"rmse": 15.0, "bias": -0.4, "n": 17000, "members": MEMBERS, "recipe": "600 trees"}
    plain |= {"predictors": "temperature,wind_u_72h", "start": "2018-01-01", "end": "2020-01-01"}
    r2 = {"weeks": (0.76, 0.82), "years": (0.61, 0.7), "random": (0.9, 0.93)}
    found: list[dict[str, Any]] = []
    for pollutant, less in (("pm25", 0.0), ("no2", 0.5)):
        for split, both in r2.items():
            for step, own in zip(("hour", "day"), both, strict=True):
                found.append(
                    plain
                    | {"pollutant": pollutant, "split": split, "step": step, "r2": own - less}
                    | {"is_good": not less, "reason": ""}
                )
    none = {"split": "weeks", "step": "day", "is_good": False, "reason": "too_few", "n": 0}
    blank = {"members": 0, "predictors": "", "recipe": ""}
    unknown = {"pollutant": "pm10", "reason": "no_weather"}
    return [*found, none | blank | {"pollutant": "co"}, none | blank | unknown]


#: measure, observed, predicted, half of the interval, rank of 40, verdict, reason, others
EFFECTS: tuple[tuple[Any, ...], ...] = (
    (CLEAR, 50.0, 70.0, 9.0, 1, "clear", "", ""),
    (LIKELY, 150.0, 120.0, 25.0, 2, "likely", "", f"{CLEAR},plan"),
    (UNSURE, 110.0, 113.0, 30.0, 31, "not_distinguishable", "placebo", ""),
    (POOR, 20.0, 24.0, 12.0, 8, "model_not_good_enough", "skill", ""),
    (OUTSIDE, None, None, None, 0, "model_not_good_enough", "outside", ""),
)

#: What stands of a measure where the pollutant has no model.
_UNMODELLED = (CLEAR, None, None, None, 0, "model_not_good_enough", "no_weather", "")


def _effect(
    own: str,
    observed: float | None,
    predicted: float | None,
    half: float | None,
    rank: int,
    verdict: str,
    reason: str,
    others: str,
) -> dict[str, Any]:
    start, end = _span(own)
    row: dict[str, Any] = {
        "measure_id": own,
        "pollutant": "pm25",
        "start": start,
        "end": end,
        "verdict": verdict,
        "reason": reason,
        "others": others,
        "same_sign": True,
        "is_aimed": True,
        "placebo_rank": rank,
        "placebos": 40 if rank else 0,
        "independent": 12 if rank else 0,
    }
    if observed is None or predicted is None or half is None:
        return row
    effect = observed - predicted
    percents = {"": effect, "_low": effect - half, "_high": effect + half}
    return (
        row
        | {f"effect{name}": value for name, value in percents.items()}
        | {f"effect_pct{name}": 100 * value / predicted for name, value in percents.items()}
        | {"observed": observed, "predicted": predicted, "before": 90.0, "after": 40.0}
        | {
            "placebo_p": rank / 41,
            "times_reach": abs(effect) / half,
            "margin_days": 5.0,
            "skill_r2": 0.82,
            "bias_pct": 1.5,
            "drift_pct": -3.0,
        }
        | {"around_days": 45.0, "sensitivity_low": -21.0, "sensitivity_high": -17.5}
    )


def _series() -> list[dict[str, Any]]:
    found = []
    for number, day in enumerate(pd.date_range("2019-02-25", "2019-03-20")):
        inside = pd.Timestamp("2019-03-04") <= day < pd.Timestamp("2019-03-14")
        found.append(
            {
                "measure_id": CLEAR,
                "pollutant": "pm25",
                "time": day,
                "observed": 50.0 if inside else 70.0 + number,
                "predicted": 70.0,
                "low": 55.0,
                "high": 90.0,
                "in_window": inside,
            }
        )
    return found


def _placebos() -> list[dict[str, Any]]:
    days = pd.date_range("2018-02-01", periods=40, freq="D")
    shares = np.linspace(-25, 30, 40)
    return [
        {"measure_id": own, "pollutant": "pm25", "start": day}
        | {"effect": share * 0.7, "effect_pct": share}
        for own in (CLEAR, LIKELY, UNSURE, POOR)
        for day, share in zip(days, shares, strict=True)
    ]


def _variant(number: int, name: str, effect: float, share: float) -> dict[str, Any]:
    own = {"measure_id": CLEAR, "pollutant": "pm25", "variant": name, "number": number}
    return own | {"effect": effect, "effect_pct": share}
