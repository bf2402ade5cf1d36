"""Rules that hold between summary tables; a build that breaks one is not published."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from summaries.agreement import find_disagreements
from summaries.case_sanity import find_case_faults
from summaries.casting import codes_of
from summaries.effect_sanity import find_effect_faults
from summaries.table import ContractError
from summaries.tables import TABLES

#: Float32 columns are compared with this slack.
_SLACK = 1e-3
_PLACE = ["city", "scope", "place"]
_WITHOUT_AQI = ["exceeding_days_without_aqi", "heavy_days_without_aqi"]


def check_tables(frames: Mapping[str, pd.DataFrame]) -> None:
    """Raise ContractError listing every rule that the tables break together.

    Rules: every table is there; daily means lie between the hourly extremes of their city and
    day; every place is a known station, district or city; good and heavy days do not exceed the
    valid days; the days by level sum to the valid days; a day has an AQI, or at most a bound of it
    and no level; days that exceed without an AQI hold the heavy ones and fit beside the valid days
    into the calendar; completeness shares sum to one; a year's days are the sum of its months';
    the year to date ends where the year does; evaluations and judgements of months and years are
    those of the tables that hold only these; cases and effects agree with what hangs on them
    (`summaries.case_sanity`, `summaries.effect_sanity`).
    """
    missing = [name for name in TABLES if name not in frames]
    if missing:
        raise ContractError(f"tables not written: {', '.join(missing)}")
    breaches = [
        *_places_are_known(frames),
        *_days_add_up(frames["monthly"], "monthly"),
        *_days_add_up(frames["annual"], "annual"),
        *_days_without_aqi(frames["monthly"], "monthly", "calendar_days", "period_start"),
        *_days_without_aqi(frames["annual"], "annual", "calendar_days", "period_start"),
        *_days_without_aqi(frames["year_to_date"], "year_to_date", "elapsed_days", "date"),
        *_bound_or_aqi(frames["daily"]),
        *_months_add_up(frames["monthly"], frames["annual"]),
        *_year_to_date_ends_with_year(frames["year_to_date"], frames["annual"]),
        *_shares_add_up(frames["completeness"]),
        *_daily_within_hours(frames["daily"], frames["hourly_city"]),
        *find_disagreements(frames),
        *find_case_faults(frames),
        *find_effect_faults(frames),
    ]
    if breaches:
        raise ContractError("sanity rules broken: " + "; ".join(breaches))


def _places_are_known(frames: Mapping[str, pd.DataFrame]) -> list[str]:
    known = {
        *_pairs(frames["stations"], "station"),
        *_pairs(frames["districts"], "district"),
        *_pairs(frames["cities"], "city"),
    }
    found = []
    for name in (name for name, table in TABLES.items() if "scope" in table.key):
        unknown = sorted(place for _, place in _pairs(frames[name], "place") - known)
        if unknown:
            found.append(f"{name}: places that no table knows: {unknown}")
    return found


def _pairs(frame: pd.DataFrame, place: str) -> set[tuple[str, str]]:
    """Return the distinct pairs of city and place, looking only where one of them changes."""
    keys = [frame["city"], frame[place]]
    rows = _first_rows(keys)
    cities, places = (key.array.take(rows).tolist() for key in keys)
    return set(zip(cities, places, strict=True))


def _first_rows(keys: Sequence[pd.Series]) -> np.ndarray:
    """Return the number of each row in which one of the keys changes, the first row included.

    Tables are sorted by their keys, so these are few rows of many, found without a groupby.
    """
    changes = np.zeros(len(keys[0]), dtype=bool)
    changes[:1] = True
    for key in keys:
        codes = codes_of(key)
        changes[1:] |= codes[1:] != codes[:-1]
    return np.flatnonzero(changes)


def _days_add_up(frame: pd.DataFrame, name: str) -> list[str]:
    levels = frame[[f"level{n}_days" for n in range(1, 7)]].sum(axis=1)
    rules = {
        "days by level do not sum to the valid days": levels != frame["valid_days"],
        "levels 1 and 2 are not the good days": (
            frame["level1_days"] + frame["level2_days"] != frame["good_days"]
        ),
        "levels 5 and 6 are not the heavy days": (
            frame["level5_days"] + frame["level6_days"] != frame["heavy_days"]
        ),
        "more valid days than the calendar has": frame["valid_days"] > frame["calendar_days"],
    }
    return _name_broken(frame, name, "period_start", rules)


def _days_without_aqi(frame: pd.DataFrame, name: str, days: str, time: str) -> list[str]:
    exceeding, heavy = frame["exceeding_days_without_aqi"], frame["heavy_days_without_aqi"]
    rules = {
        "more heavy than exceeding days without an AQI": heavy > exceeding,
        f"days with and without an AQI outnumber the {days}": (
            frame["valid_days"] + exceeding > frame[days]
        ),
    }
    return _name_broken(frame, name, time, rules)


def _bound_or_aqi(daily: pd.DataFrame) -> list[str]:
    has_aqi = daily["aqi"].notna()
    rules = {
        "an AQI and what it is at least": has_aqi & daily["aqi_at_least"].notna(),
        "a level without an AQI": ~has_aqi & (daily["level"] != 0),
    }
    return _name_broken(daily, "daily", "date", rules)


def _name_broken(
    frame: pd.DataFrame, name: str, time: str, rules: Mapping[str, pd.Series]
) -> list[str]:
    found = []
    for rule, broken in rules.items():
        if broken.any():
            row = frame.loc[broken, [*_PLACE, time]].iloc[0].to_dict()
            found.append(f"{name}: {rule} at {row} ({int(broken.sum())} rows)")
    return found


def _months_add_up(monthly: pd.DataFrame, annual: pd.DataFrame) -> list[str]:
    columns = ["valid_days", "good_days", "heavy_days", "pm25_days", "o3_days", *_WITHOUT_AQI]
    year = monthly["period_start"].dt.year.rename("year")
    sums = monthly.groupby([*(monthly[c] for c in _PLACE), year])[columns].sum()
    own = annual.set_index([*_PLACE, annual["period_start"].dt.year.rename("year")])[columns]
    joined = sums.join(own.add_suffix("_year"), how="outer")
    found = []
    for column in columns:
        broken = joined[column] != joined[f"{column}_year"]
        if broken.any():
            found.append(
                f"annual: {column} is not the sum of the months at {joined.index[broken][0]}"
            )
    return found


def _year_to_date_ends_with_year(year_to_date: pd.DataFrame, annual: pd.DataFrame) -> list[str]:
    keys = [*_PLACE, "year"]
    columns = ["good_days", "valid_days", *_WITHOUT_AQI]
    year = year_to_date["date"].to_numpy().astype("datetime64[Y]").astype(np.int64) + 1970
    first = _first_rows([*(year_to_date[name] for name in _PLACE), pd.Series(year)])
    last = np.append(first, len(year))[1:] - 1
    rows = year_to_date[[*_PLACE, *columns]].iloc[last].assign(year=year[last])
    ends = rows.set_index(keys)[columns]
    own = annual.assign(year=annual["period_start"].dt.year).set_index(keys)
    joined = ends.join(own[columns].add_suffix("_year"), how="inner")
    years_end = joined[[f"{column}_year" for column in columns]].set_axis(columns, axis=1)
    broken = (joined[columns] != years_end).any(axis=1)
    return [f"year_to_date ends off the year at {joined.index[broken][0]}"] if broken.any() else []


def _shares_add_up(completeness: pd.DataFrame) -> list[str]:
    parts = ["valid", "excluded", "source_empty", "rejected", "not_loaded"]
    total = completeness[[f"share_{part}" for part in parts]].sum(axis=1)
    broken = (total - 1).abs() > _SLACK
    if not broken.any():
        return []
    row = completeness.loc[broken, ["city", "station", "pollutant", "period_start"]].iloc[0]
    return [f"completeness: shares do not sum to 1 at {row.to_dict()}"]


def _daily_within_hours(daily: pd.DataFrame, hourly: pd.DataFrame) -> list[str]:
    """A city's daily mean lies within its stations' hours, hence near the city's hourly extremes.

    The city's hours are means over the stations valid in that hour and its day a mean over the
    stations valid that day; the two sets may differ by a few stations, so the extremes get a
    quarter of slack. A unit or a time slip breaks the rule by far more.
    """
    pollutants = ["pm25", "pm10", "so2", "no2", "co"]
    city = daily[(daily["scope"] == "city") & (daily["origin"] == "hours")]
    days = city.set_index(["city", "date"])[pollutants]
    if hourly.empty or days.empty:
        return []
    dates = hourly["time"].to_numpy().astype("datetime64[D]").astype("datetime64[ms]")
    first = _first_rows([hourly["city"], pd.Series(dates, copy=False)])
    hours_of = pd.MultiIndex.from_arrays([hourly["city"].iloc[first], dates[first]])
    row = hours_of.get_indexer(days.index)
    found = []
    for pollutant in pollutants:
        value, hours = days[pollutant].to_numpy(), hourly[pollutant].to_numpy()
        least, most = np.fmin.reduceat(hours, first)[row], np.fmax.reduceat(hours, first)[row]
        count = np.add.reduceat(np.isfinite(hours), first, dtype=np.int64)[row]
        broken = (value < least * 0.75 - 2) | (value > most * 1.25 + 2)
        broken &= (count >= 20) & (row >= 0)
        if broken.any():
            place = days.index[broken][0]
            found.append(f"daily: {pollutant} {value[broken][0]} outside its hours at {place}")
    return found
