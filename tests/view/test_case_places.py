"""A case from place to place: rows, figure, table, the map's payload, the way to its playback."""

import base64
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from summaries.store import Snapshot
from tests.view.made_case_rows import BOTH, DAYS, OPEN, OZONE, WHOLE
from view import map_periods, options
from view.case_map import case_map, map_foot, map_title
from view.case_parts import PlacePath
from view.case_row import CaseRow
from view.figures.case_path import path_figure, path_height
from view.frames import unpack
from view.links import played, to_playback
from view.queries import case as query
from view.readings import case_path as reading
from view.state import ViewState

Rows = dict[str, CaseRow]


@pytest.fixture
def paths(made_snapshot: Snapshot, case_rows: Rows) -> tuple[PlacePath, ...]:
    return query.paths(made_snapshot, case_rows[WHOLE])


def _state(made_snapshot: Snapshot, **chosen: object) -> ViewState:
    return options.resolve(made_snapshot, ViewState.parse(chosen))


def test_rows_stand_in_groups_in_the_order_of_their_onsets(
    case_rows: Rows, paths: tuple[PlacePath, ...]
) -> None:
    groups = reading.path_groups("zh", case_rows[WHOLE], paths)
    assert [heading for heading, _ in groups] == ["", "区县，按超限值先后", "站点，按超限值先后"]
    city, districts, stations = (rows for _, rows in groups)
    assert [row.path.place for row in stations] == ["9002A", "9001A", "9003A", "9004A"]
    assert [row.path.place for row in districts] == ["990101", "990102"]
    assert stations[0].words[0] == "站2：1月9日17时起持续高于限值，比全市早 3 小时"
    assert city[0].words[0].endswith("高于限值")
    assert "224\u2009µg/m³" in stations[0].words[1]
    # The last has neither an onset nor enough hours.
    assert (stations[3].silent, stations[0].silent) == ("有效小时不足，不作判断", "")
    below = replace(paths[-1], peak=60.0)
    assert reading.path_groups("en", case_rows[WHOLE], [below])[2][1][0].silent.startswith(
        "did not"
    )


def test_a_district_of_one_station_is_not_told_twice(
    case_rows: Rows, paths: tuple[PlacePath, ...]
) -> None:
    few = [p for p in paths if p.scope != "station" or p.place in ("9001A", "9002A")]
    assert reading.path_groups("zh", case_rows[WHOLE], few)[1][1] == []


def test_the_figure_says_every_time(case_rows: Rows, paths: tuple[PlacePath, ...]) -> None:
    row = case_rows[WHOLE]
    groups = reading.path_groups("zh", row, paths)
    figure = path_figure(groups, row.start, row.end, "pm25", "zh")
    go.Figure(figure)
    names = [trace.get("name") for trace in figure["data"]]
    assert names[1:4] == ["开始持续超限值（旁为与全市之差）", "小时峰值", "清除"]
    onsets, lags = figure["data"][1], figure["data"][4]
    times = np.frombuffer(base64.b64decode(onsets["x"]["bdata"]), "<f8")
    assert times[0] == pd.Timestamp("2019-01-09T20").timestamp() * 1000
    # City, two districts, three stations that rose; the fourth says why it has none.
    assert len(times) == 6
    assert lags["text"][0] == ""
    assert lags["text"][1].startswith("−1")
    assert lags["text"][2].startswith("+5")
    said = [note["text"] for note in figure["layout"]["annotations"]]
    assert "有效小时不足，不作判断" in said
    assert len(figure["layout"]["shapes"]) == 1
    assert path_height(groups) > 22 * 7


def test_ozone_has_no_bars(case_rows: Rows, paths: tuple[PlacePath, ...]) -> None:
    row = replace(case_rows[WHOLE], pollutant="o3")
    groups = reading.path_groups("zh", row, paths)
    figure = path_figure(groups, row.start, row.end, "o3", "zh")
    assert [trace["mode"] for trace in figure["data"]] == ["markers"] * 3 + ["text"]
    assert reading.path_words("zh", row, paths).startswith("臭氧每天日间升高")


def test_a_country_shows_its_first_cities(case_rows: Rows, paths: tuple[PlacePath, ...]) -> None:
    many = [replace(paths[1], place=f"{n}", order=n) for n in range(1, 338)]
    own, cities, stations = reading.path_groups("zh", case_rows[WHOLE], [paths[0], *many], "city")
    assert (len(own[1]), len(cities[1]), stations[1]) == (1, 30, [])
    assert cities[0] == "城市，按超限值先后（前 30 个，共 337 个）"


def test_a_place_that_did_not_clear_and_hostile_names(
    case_rows: Rows, paths: tuple[PlacePath, ...]
) -> None:
    row = case_rows[WHOLE]
    open_ = [replace(p, clearing=None, name_zh="<b>甲</b>") for p in paths if p.scope == "city"]
    groups = reading.path_groups("zh", row, open_)
    figure = path_figure(groups, row.start, row.end, "pm25", "zh")
    assert figure["layout"]["yaxis"]["ticktext"] == ["&lt;b&gt;甲&lt;/b&gt;"]
    ends = np.frombuffer(base64.b64decode(figure["data"][0]["x"]["bdata"]), "<f8")
    assert ends[1] == row.end.timestamp() * 1000
    none = [replace(p, onset=None, peak_time=None, clearing=None) for p in open_]
    bare = path_figure(reading.path_groups("zh", row, none), row.start, row.end, "pm25", "zh")
    assert bare["data"] == []
    assert path_figure([], row.start, row.end, "pm25", "zh")["data"] == []


def test_the_table_has_the_rows_of_the_chart(case_rows: Rows, paths: tuple[PlacePath, ...]) -> None:
    row = case_rows[WHOLE]
    rows = reading.table_rows(row, reading.path_groups("en", row, paths))
    assert rows[0][1:] == ["01-09 20:00", "0", "01-12 21:00", "212", "01-15 00:00"]
    assert rows[1] == ["Districts, by onset", "", "", "", "", ""]
    assert len(rows) == 1 + 3 + 5
    assert rows[-1][1:] == ["too few valid hours to tell", "—", "—", "—", "—"]


def test_the_map_has_the_hours_of_the_case(made_snapshot: Snapshot, case_rows: Rows) -> None:
    row = case_rows[WHOLE]
    found = case_map(made_snapshot, _state(made_snapshot, case=WHOLE), row)
    assert found is not None
    # Whole days from the 9th to the 14th in blocks of three hours, at the block of 21:00.
    assert (found["times"][0], len(found["times"])) == ("2019-01-09T00", 6 * 8)
    assert found["times"][found["at"]] == "2019-01-12T21"
    assert found["step"] == 3
    values = unpack(found["values"])
    assert values.shape == (len(found["places"]), 48)
    station = found["places"].index("9001A")
    kept = made_snapshot.read(
        "station_hours",
        ["time", "pm25"],
        [("station", "==", "9001A"), ("time", "==", pd.Timestamp("2019-01-12T21"))],
    )
    assert values[station, found["at"]] == round(float(kept["pm25"].iloc[0]))
    assert {one["id"] for one in found["stations"]} == set(found["places"]) - {
        area["id"] for area in found["areas"]
    }
    assert found["scale"]["edges"][:3] == [0.0, 35.0, 75.0]
    assert map_title("zh", row) == "所指时刻的 PM₂.₅ 分布，2019年1月9日至14日"
    foot = map_foot("zh", found, "来源")
    assert foot.startswith("站点 3 小时平均")
    assert foot.endswith("来源")


def test_no_map_of_days_alone(made_snapshot: Snapshot, case_rows: Rows) -> None:
    assert case_map(made_snapshot, _state(made_snapshot, case=DAYS), case_rows[DAYS]) is None
    assert map_foot("zh", None, "来源") == ""


@pytest.mark.parametrize(
    ("case", "kind", "metric", "days", "peak"),
    [
        (WHOLE, "hour", "pm25", ("2019-01-09", "2019-01-14"), ("2019-01-12", 21)),
        (OZONE, "hour", "o3", ("2018-06-12", "2018-06-14"), ("2018-06-13", 15)),
        (BOTH, "hour", "pm25", ("2018-06-13", "2018-06-13"), ("2018-06-13", 6)),
        # Across the turn of the month, to the last hour of the data.
        (OPEN, "hour", "pm25", ("2019-12-29", "2019-12-31"), ("2019-12-31", 18)),
    ],
)
def test_the_playback_shows_the_days_of_the_case_at_its_peak(
    made_snapshot: Snapshot,
    case_rows: Rows,
    case: str,
    kind: str,
    metric: str,
    days: tuple[str, str],
    peak: tuple[str, int],
) -> None:
    address = urlsplit(to_playback(_state(made_snapshot, case=case), case_rows[case]))
    assert address.path == "/map"
    led = _state(made_snapshot, **dict(parse_qsl(address.query)))
    assert led.case == ""
    choice = map_periods.choose(made_snapshot, led)
    assert choice.span is not None
    assert (choice.kind, choice.metric) == (kind, metric)
    assert (str(choice.window[0]), str(choice.window[1] - 1)) == days
    assert (str(choice.span.start), choice.hour) == peak


def test_a_case_of_days_is_played_by_days(made_snapshot: Snapshot, case_rows: Rows) -> None:
    led = played(_state(made_snapshot, case=DAYS), case_rows[DAYS])
    assert (led.kind, led.metric, led.period) == ("day", "pm25", "2017-12-04")
    ozone = replace(case_rows[DAYS], pollutant="o3")
    assert played(_state(made_snapshot), ozone).metric == "o3_mda8"


@pytest.mark.parametrize(
    ("start", "end", "is_whole"),
    [
        ("2018-11-20", "2019-01-20", True),  # 62 days over two turns of a month
        ("2018-11-19", "2019-01-20", False),
    ],
)
def test_a_long_case_is_played_whole(
    made_snapshot: Snapshot, start: str, end: str, is_whole: bool
) -> None:
    state = _state(
        made_snapshot, city="shili", kind="hour", period="2018-12-24", start=start, end=end
    )
    first, after = map_periods.choose(made_snapshot, state).window
    assert ((str(first), str(after - 1)) == (start, end)) == is_whole
