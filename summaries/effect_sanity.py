"""Rules that hold between the tables of effects."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from airquality.effects.verdict import CLEAR, LIKELY, VERDICTS

_KEY = ["city", "measure_id", "pollutant"]
#: Tables that hang on a row of `measure_effects`.
_HANGING = ("effect_series", "placebos", "effect_sensitivity")
#: Differences of numbers that are each rounded to a tenth.
_SLACK = 0.16
#: Of weights that are each rounded to four decimals.
_SLACK_OF_WEIGHTS = 0.005
Rules = Mapping[str, pd.Series | np.ndarray]


def find_effect_faults(frames: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return where the effects contradict themselves or what hangs on them.

    Rules: a measure is one of the list, its window ends after it starts, its effect is what was
    observed less what was predicted and lies in its interval; a verdict is one of the four, and one
    that names an effect has an interval without zero and no reason against it; the placebos are as
    many as it says; a change is its two parts. A synthetic control is of a measure of the list, its
    effect is what was observed less what is synthetic, its donors are counted and their weights add
    up to 1; one without numbers has a reason.
    """
    effects = frames["measure_effects"]
    return [
        *_effects_hold(effects),
        *_verdicts_hold(effects),
        *_measures_are_known(effects, frames["measures"]),
        *_controls_hold(frames["effect_controls"], frames["effect_donors"], frames["measures"]),
        *_rows_hang_on_an_effect(effects, frames),
        *_placebos_are_counted(effects, frames["placebos"]),
        *_changes_add_up(frames["attribution"]),
        *_months_lie_within(frames["normalised"]),
    ]


def _effects_hold(effects: pd.DataFrame) -> list[str]:
    wide = effects["observed"] - effects["predicted"] - effects["effect"]
    rules: Rules = {
        "its window ends before it starts": effects["start"] >= effects["end"],
        "its effect is not observed less predicted": wide.abs() > _SLACK,
        "its effect lies outside its interval": (effects["effect"] < effects["effect_low"])
        | (effects["effect"] > effects["effect_high"]),
        "its rank is none of its placebos": effects["placebo_rank"] > effects["placebos"] + 1,
    }
    return _name_broken("measure_effects", effects["measure_id"], rules)


def _verdicts_hold(effects: pd.DataFrame) -> list[str]:
    named = effects["verdict"].isin([CLEAR, LIKELY])
    has_zero = ~(effects["effect_low"] * effects["effect_high"] >= 0)
    rules: Rules = {
        "its verdict is none of the four": ~effects["verdict"].isin(VERDICTS),
        "an effect is named whose interval has zero": named & has_zero,
        "an effect is named with a reason against it": named & (effects["reason"] != ""),
        "no effect is named without a reason": ~named & (effects["reason"] == ""),
    }
    return _name_broken("measure_effects", effects["measure_id"], rules)


def _measures_are_known(
    effects: pd.DataFrame, measures: pd.DataFrame, table: str = "measure_effects"
) -> list[str]:
    known = set(zip(measures["city"], measures["measure"], strict=True))
    pairs = zip(effects["city"], effects["measure_id"], strict=True)
    unknown = [measure for city, measure in pairs if (city, measure) not in known]
    return [f"{table}: no measure {unknown[0]} in measures"] if unknown else []


def _controls_hold(
    controls: pd.DataFrame, donors: pd.DataFrame, measures: pd.DataFrame
) -> list[str]:
    keys = pd.MultiIndex.from_frame(controls[_KEY].astype("str"))
    by_key = donors.assign(**{name: donors[name].astype("str") for name in _KEY}).groupby(_KEY)
    counted = by_key.size().reindex(keys, fill_value=0).to_numpy()
    shares = by_key["weight"].sum().reindex(keys, fill_value=1.0).to_numpy()
    wide = controls["observed"] - controls["synthetic"] - controls["effect"]
    rules: Rules = {
        "its window ends before it starts": controls["start"] >= controls["end"],
        "its effect is not observed less synthetic": wide.abs() > _SLACK,
        "its donors are not those of effect_donors": counted != controls["donors"].to_numpy(),
        "the weights of its donors are not one": np.abs(shares - 1) > _SLACK_OF_WEIGHTS,
        "there is no number and no reason": controls["effect"].isna() & (controls["reason"] == ""),
    }
    return [
        *_measures_are_known(controls, measures, "effect_controls"),
        *_name_broken("effect_controls", controls["measure_id"], rules),
    ]


def _rows_hang_on_an_effect(effects: pd.DataFrame, frames: Mapping[str, pd.DataFrame]) -> list[str]:
    known = pd.MultiIndex.from_frame(effects[_KEY].astype("str"))
    found = []
    for name in _HANGING:
        own = frames[name][_KEY].drop_duplicates().astype("str")
        unknown = ~pd.MultiIndex.from_frame(own).isin(known)
        if unknown.any():
            row = own[unknown].iloc[0]
            place = f"{row['measure_id']} on {row['pollutant']}"
            found.append(f"{name}: no effect of {place} in measure_effects")
    return found


def _placebos_are_counted(effects: pd.DataFrame, placebos: pd.DataFrame) -> list[str]:
    counted = placebos[_KEY].astype("str").value_counts()
    keys = pd.MultiIndex.from_frame(effects[_KEY].astype("str"))
    there = counted.reindex(keys, fill_value=0).to_numpy()
    rules: Rules = {
        "its placebos are not those of placebos": there != effects["placebos"].to_numpy()
    }
    return _name_broken("measure_effects", effects["measure_id"], rules)


def _changes_add_up(changes: pd.DataFrame) -> list[str]:
    rules: Rules = {
        "a change is not its two parts": (
            changes["change"] - changes["weather"] - changes["rest"]
        ).abs()
        > _SLACK,
        "a period is compared with a later one": changes["from_start"] >= changes["to_start"],
    }
    return _name_broken("attribution", changes["pollutant"], rules)


def _months_lie_within(months: pd.DataFrame) -> list[str]:
    rules: Rules = {"an interval is upside down": months["low"] > months["high"]}
    return _name_broken("normalised", months["pollutant"], rules)


def _name_broken(table: str, names: pd.Series, rules: Rules) -> list[str]:
    """Return a message a broken rule, with the first row that breaks it."""
    found = []
    for words, broken in rules.items():
        rows = np.flatnonzero(np.asarray(broken, dtype=bool))
        if len(rows):
            found.append(f"{table}: {words}: {names.iloc[rows[0]]} ({len(rows)} rows)")
    return found
