"""What the card "from where" reads, held against the hours themselves; its marks on the map."""

import numpy as np
import pandas as pd
import pytest

from airquality.polar_plot import LEAST_HOURS
from summaries.store import Snapshot
from view import options
from view.queries import from_where as query
from view.state import ViewState
from view.wind_periods import ALL, period_name, period_of, periods

CITY = ("beijing", "city", "beijing")


def state(snapshot: Snapshot, **chosen: object) -> ViewState:
    return options.resolve(snapshot, ViewState.parse(chosen))


@pytest.fixture(scope="module")
def hours(snapshot: Snapshot) -> pd.DataFrame:
    """Hours of Beijing in 2015, as the table of hours has them: another way to the same bins."""
    columns = ["time", "pm25", "wind_speed", "wind_direction"]
    frame = snapshot.read("hourly_city", columns, [("city", "==", "beijing")])
    return frame[frame["time"].dt.year == 2015]


def test_the_roses_bins_are_those_of_the_hours(snapshot: Snapshot, hours: pd.DataFrame) -> None:
    found = query.rose(snapshot, *CITY, "pm25", "2015")
    wind = query.rose(snapshot, *CITY, "", "2015")
    assert found is not None
    assert wind is not None
    blows = hours["wind_speed"].notna()
    assert wind.total + wind.lost == len(hours)
    assert wind.total == int(blows.sum())
    assert wind.calm_hours == int((hours["wind_speed"] < 0.5).sum())
    # Sector 2 is north-east, 33.75 to 56.25°; the second class of speed is 2-4 m/s.
    is_there = hours["wind_direction"].between(33.75, 56.25, inclusive="left")
    is_there &= hours["wind_speed"].between(2, 4, inclusive="left")
    assert wind.edges == (0.5, 2.0, 4.0, 6.0)
    assert wind.hours[2, 1] == int(is_there.sum())
    own = hours.loc[is_there, "pm25"].dropna()
    assert found.hours[2, 1] == len(own)
    assert found.mean[2, 1] == pytest.approx(own.mean(), abs=0.06)
    assert found.overall == pytest.approx(hours.loc[blows, "pm25"].mean(), abs=0.1)


def test_the_polar_plots_cells_are_those_of_the_hours(
    snapshot: Snapshot, hours: pd.DataFrame
) -> None:
    found = query.polar(snapshot, *CITY, "pm25", "2015")
    assert found is not None
    assert found.edges[:3].tolist() == [0.5, 1.0, 2.0]
    p75 = float(np.percentile(hours.loc[hours["wind_speed"].notna(), "pm25"].dropna(), 75))
    assert found.p75 == pytest.approx(p75, abs=0.06)
    # East (78.75 to 101.25°), 1-2 m/s, the second bin.
    is_there = hours["wind_direction"].between(78.75, 101.25, inclusive="left")
    is_there &= hours["wind_speed"].between(1, 2, inclusive="left")
    own = hours.loc[is_there, "pm25"].dropna()
    assert found.hours[4, 1] == len(own)
    assert found.mean[4, 1] == pytest.approx(own.mean(), abs=0.06)
    assert found.over[4, 1] == int((own > p75).sum())
    assert found.calm[0] == int(hours.loc[hours["wind_speed"] < 0.5, "pm25"].notna().sum())
    rose = query.rose(snapshot, *CITY, "pm25", "2015")
    assert rose is not None
    assert found.hours.sum() + found.calm[0] == rose.total
    # By definition a quarter of all hours is above it.
    share = (found.over.sum() + found.calm[2]) / rose.total
    assert share == pytest.approx(0.25, abs=0.005)
    assert found.masked(LEAST_HOURS) < found.hours.size


def test_all_plots_of_a_city_have_one_radius(snapshot: Snapshot) -> None:
    """Also where the strongest wind of a place and period lies in no bin."""
    edges = set()
    for place in options.places(snapshot, "beijing"):
        for period in periods(snapshot, "beijing"):
            found = query.polar(snapshot, "beijing", place.scope, place.id, "pm25", period)
            edges |= {tuple(found.edges)} if found else set()
    assert edges == {(0.5, *range(1, 8))}


def test_years_add_up_to_all_years_and_so_do_seasons(snapshot: Snapshot) -> None:
    def total(period: str) -> int:
        found = query.rose(snapshot, *CITY, "", period)
        return found.total if found else 0

    there = periods(snapshot, "beijing")
    assert there[0] == ALL
    assert sum(total(p) for p in there if p.isdigit()) == total(ALL)
    assert sum(map(total, ("spring", "summer", "autumn", "winter"))) == total(ALL)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"kind": "year", "period": "2015-01-01"}, "2015"),
        ({"kind": "season", "period": "2014-12-01"}, "winter"),
        ({"kind": "month", "period": "2016-07-01"}, "summer"),
        ({"kind": "day", "period": "2015-12-08"}, "winter"),
        ({"kind": "day", "period": "2016-05-31"}, "spring"),
        ({"kind": "o3_season", "period": "2015-05-01"}, "o3_season"),
        ({"kind": "quarter", "period": "2015-01-01"}, ALL),
        ({"kind": "day", "period": "2015-12-08", "wind": "2013"}, "2013"),
        ({"kind": "year", "period": "2015-01-01", "wind": "nonsense"}, "2015"),
    ],
)
def test_the_period_follows_the_map(
    snapshot: Snapshot, chosen: dict[str, str], expected: str
) -> None:
    assert period_of(snapshot, state(snapshot, city="beijing", **chosen)) == expected


def test_every_period_has_a_name(snapshot: Snapshot) -> None:
    for lang in ("zh", "en"):
        names = [period_name(snapshot, p, lang) for p in periods(snapshot, "beijing")]
        assert len(set(names)) == len(names)
    assert period_name(snapshot, "2015", "zh") == "2015年"


def test_marks_are_shares_of_what_came(snapshot: Snapshot) -> None:
    found = query.marks(snapshot, "beijing", "pm25", "winter", "zh")
    assert len(found) == 12
    for station, mark in found.items():
        rose = query.rose(snapshot, "beijing", "station", station, "pm25", "winter")
        assert rose is not None
        brought = rose.of_sectors * rose.hours.sum(axis=1) / (rose.overall * rose.total)
        assert mark["sectors"] == pytest.approx(np.nan_to_num(brought).tolist(), abs=2e-3)
        calm = rose.calm_hours * rose.calm_mean / (rose.overall * rose.total)
        assert sum(mark["sectors"]) == pytest.approx(1 - calm, abs=5e-3)
    assert query.marks(snapshot, "chengdu", "pm25", ALL) == {}


def test_a_place_without_wind_of_its_own_shows_its_citys(snapshot: Snapshot) -> None:
    found = query.from_where(snapshot, state(snapshot, city="beijing", place="110105"))
    assert (found.asked.id, found.place.id, found.is_own) == ("110105", "beijing", False)
    own = query.from_where(snapshot, state(snapshot, city="beijing", place="1001A"))
    assert own.is_own
    none = query.from_where(snapshot, state(snapshot, city="chengdu"))
    assert (none.has_wind, none.is_shown, none.polar) == (False, False, None)


def test_an_index_has_no_hours_and_pm25_stands_for_it(snapshot: Snapshot) -> None:
    found = query.from_where(snapshot, state(snapshot, city="beijing", metric="aqi"))
    assert (found.metric, found.is_fallback) == ("pm25", True)
    daily = query.from_where(snapshot, state(snapshot, city="beijing", metric="o3_mda8"))
    assert (daily.metric, daily.is_fallback) == ("o3", False)
