"""Weather, wind, ratios and like cases of a case: what is drawn and what the words claim."""

import base64
import math
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import numpy as np
import plotly.graph_objects as go
import pytest

from view.case_parts import Driver, Rule
from view.figures.case_neighbours import PeakCurve, at_peak, neighbour_picture
from view.figures.case_percentiles import REACH, percentiles_figure, place_in
from view.figures.case_sectors import SECTORS, sectors_figure
from view.readings.case_percentiles import cause_foot, rows_of
from view.text import LANGUAGES, text

WIND = Driver("weather", "wind_speed", 1.2, 1.0, 1.1, 1.6, 2.2, 3.0, 31.0, 136, 4, "m/s", None)
HUMID = replace(WIND, factor="dew_point_depression", value=0.2, p10=5.0, p90=17.0, percentile=2.0)
DRY = Driver("weather", "rain", 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 47.0, 136, 4, "mm", None)
FEW = replace(WIND, p10=None, p25=None, p50=None, p75=None, p90=None, percentile=None, days=9)


def numbers(encoded: dict[str, Any]) -> np.ndarray:
    """Return the array that a typed array of a figure holds."""
    return np.frombuffer(base64.b64decode(encoded["bdata"]), dtype=encoded["dtype"])


def words(figure: dict[str, Any]) -> list[str]:
    return [note["text"] for note in figure["layout"]["annotations"]]


def test_each_row_has_a_scale_and_a_unit_of_its_own() -> None:
    figure = percentiles_figure(rows_of("zh", [HUMID, WIND]), "zh")
    go.Figure(figure)
    labels = figure["layout"]["yaxis"]["ticktext"]
    assert labels == ["风速<br><b>1.2\u2009m/s</b>", "温度露点差<br><b>0.2\u2009°C</b>"]
    bars, box, medians, dots = figure["data"]
    np.testing.assert_allclose(numbers(bars["x"]), [1, 1])
    np.testing.assert_allclose(numbers(box["base"])[0], 0.05, atol=1e-6)  # (1.1 - 1) / 2
    np.testing.assert_allclose(numbers(box["x"])[0], 0.55, atol=1e-6)  # (2.2 - 1.1) / 2
    np.testing.assert_allclose(numbers(medians["x"])[0], 0.3, atol=1e-6)
    # 0.2 lies 0.4 of a bar below p10: further than is drawn, so an arrow at the edge.
    np.testing.assert_allclose(numbers(dots["x"]), [0.1, -REACH], atol=1e-6)
    assert dots["marker"]["symbol"] == ["circle", "triangle-left"]
    said = words(figure)
    assert {"1.0", "3.0", "5.0", "17.0"} <= set(said)
    assert "与同期相近<br>第 31 百分位" in said
    assert "远低于同期<br>第 2 百分位" in said


def test_weeks_without_rain_have_a_place_for_none_and_for_some() -> None:
    assert place_in(DRY, 0.0) == 0.5
    assert place_in(DRY, 3.0) == math.inf
    assert math.isnan(place_in(DRY, None))
    wet = replace(DRY, value=3.0, percentile=100.0)
    figure = percentiles_figure(rows_of("en", [wet]), "en")
    go.Figure(figure)
    assert numbers(figure["data"][3]["x"])[0] == pytest.approx(1 + REACH)
    assert figure["data"][3]["marker"]["symbol"] == ["triangle-right"]


@pytest.mark.parametrize("value", [0.0, 0.04])
def test_a_trace_of_rain_is_not_far_above(value: float) -> None:
    # Printed as 0.0, as both ends of its bar are; the median of most weeks is none at all.
    (row,) = rows_of("zh", [replace(DRY, value=value, percentile=93.0)])
    assert row.standing == "基本无降水"
    figure = percentiles_figure([row], "zh")
    assert figure["data"][3]["marker"]["symbol"] == ["circle"]
    assert numbers(figure["data"][3]["x"])[0] == 0.5
    # Half a millimetre is told by its percentile, and still not as much.
    (some,) = rows_of("zh", [replace(DRY, value=0.5, percentile=93.0)])
    assert "远高于" not in some.standing


@pytest.mark.parametrize("lang", LANGUAGES)
def test_few_days_say_so_and_draw_no_bar(lang: str) -> None:
    figure = percentiles_figure(rows_of(lang, [FEW]), lang)
    go.Figure(figure)
    assert words(figure) == [text(lang, "case_weather.few", days=9)]
    assert numbers(figure["data"][0]["x"]).size == 0
    assert "1.2" in figure["layout"]["yaxis"]["ticktext"][0]


def test_nothing_to_compare_is_said() -> None:
    figure = percentiles_figure(rows_of("zh", []), "zh")
    assert "没有气象资料" in words(figure)[0]
    unknown = replace(WIND, factor="aerosol_depth")
    assert rows_of("zh", [unknown, replace(WIND, value=None)]) == []


@pytest.mark.parametrize(
    ("percentile", "said"),
    [(9.9, "远低于"), (10, "低于"), (25, "相近"), (75, "相近"), (75.1, "高于"), (90.1, "远高于")],
)
def test_the_words_follow_the_bar(percentile: float, said: str) -> None:
    standing = rows_of("zh", [replace(WIND, percentile=percentile)])[0].standing
    assert standing.split("<br>")[0].startswith((said, f"与同期{said}"))


def test_the_foot_says_what_the_weeks_are() -> None:
    rule = Rule("weeks", "weeks", 3.0, "week", "", "", "", "own choice", 1)
    row: Any = type("Row", (), {"first_day": "2015-12-19", "last_day": "2015-12-26"})()
    said = cause_foot("zh", row, [WIND], [rule], [])
    assert "3 周" in said
    assert "4 年、136 天" in said
    assert "圆点" in said
    assert cause_foot("zh", row, [WIND], [], []).startswith("同期：历年相同的若干周")
    assert cause_foot("zh", row, [FEW], [rule], []) == ""


RATIO = replace(WIND, part="ratio", factor="no2", days=40, against="polluted")


@pytest.mark.parametrize(("percentile", "said"), [(5, "远低于"), (50, "相近"), (95, "远高于")])
def test_polluted_days_are_named_as_such(percentile: float, said: str) -> None:
    row = rows_of("zh", [replace(RATIO, percentile=percentile)])[0]
    assert said in row.standing
    assert "超标日" in row.standing
    assert "同期" not in row.standing
    hover = percentiles_figure([row], "zh")["data"][3]["text"][0]
    assert "同期超标日 40 天、4 年" in hover
    english = percentiles_figure(rows_of("en", [RATIO]), "en")["data"][3]["text"][0]
    assert "polluted days of the same weeks, 40 days of 4 years" in english


def test_the_foot_says_which_days() -> None:
    row: Any = type(
        "Row", (), {"first_day": "2015-12-19", "last_day": "2015-12-26", "pollutant": "pm25"}
    )()
    rule = Rule("weeks", "weeks", 2.0, "week", "", "", "", "own choice", 1)
    polluted = cause_foot("zh", row, [RATIO], [rule], [])
    assert polluted.startswith("同期超标日：历年首日前 2 周至末日后 2 周内 PM₂.₅ 日值超过当时限值")
    assert "太少" not in polluted
    mixed = cause_foot("zh", row, [RATIO, replace(RATIO, factor="ox", against="all")], [rule], [])
    assert "Oₓ（O₃ + NO₂）：同期 PM₂.₅ 超标日太少，与全部日子（含清洁日）相比" in mixed
    assert "limit of PM₂.₅" in cause_foot("en", row, [RATIO], [], [])


def _wind(factor: str, value: float, usual: float | None, mean: float | None) -> Driver:
    none = dict.fromkeys(("p10", "p25", "p75", "p90", "percentile"))
    return Driver(
        "wind", factor, value, p50=usual, days=58, years=2, unit="%", mean_pollutant=mean, **none
    )


def test_wind_by_sector_with_the_same_weeks_behind() -> None:
    drivers = [_wind("s", 31, 14, 172.4), _wind("calm", 34, None, 160.0), _wind("n", 0.0, 20, None)]
    figure = sectors_figure(drivers, "pm25", "zh")
    go.Figure(figure)
    usual, own = figure["data"]
    assert own["x"] == ["北", "东北", "东", "东南", "南", "西南", "西", "西北", "静风"]
    south, calm, north = (SECTORS.index(name) for name in ("s", "calm", "n"))
    assert numbers(own["y"])[south] == 31
    assert numbers(usual["y"])[south] == 14
    assert np.isnan(numbers(usual["y"])[calm])
    assert own["text"][south] == "172"
    assert own["text"][north] == ""  # no hour, no mean
    few = sectors_figure([_wind("s", 9.9, 14, 383.0), _wind("e", 10.0, 9, 292.0)], "pm25", "zh")
    opacity = few["data"][1]["marker"]["opacity"]
    assert opacity[south] < opacity[SECTORS.index("e")] == 1.0
    assert "本案例 31 %，同期 14 %" in own["hovertext"][south]
    assert figure["layout"]["yaxis"]["range"][1] > 34
    assert "没有风" in words(sectors_figure([], "pm25", "zh"))[0]


HOURS = np.arange("2019-01-01T00", "2019-01-01T08", dtype="datetime64[h]")


def test_a_curve_is_counted_from_its_highest_hour() -> None:
    values = np.array([900, 10, np.nan, 40, 30, 40, 20, 10.0])
    curve = at_peak(HOURS, values, HOURS[1], HOURS[7])  # the first hour is not the case's
    assert curve.hours.tolist() == [-3, -2, -1, 0, 1, 2, 3, 4]  # of equal ones the first
    for empty in (np.full(8, np.nan), np.where(HOURS[0] == HOURS, 5.0, np.nan)):
        assert at_peak(HOURS, empty, HOURS[1], HOURS[7]).hours.size == 0


def test_two_curves_meet_at_their_peaks_on_one_scale() -> None:
    own = PeakCurve(np.array([-2.0, -1, 0, 1]), np.array([0.0, 50, 100, 0]))
    other = PeakCurve(np.array([-1.0, 0, 1, 2]), np.array([25.0, 50, np.nan, 25]))
    svg = unquote(neighbour_picture(own, other, "#123456")).removeprefix("data:image/svg+xml,")
    peak, first, second = (part.split('"')[0] for part in svg.split('d="')[1:])
    # Four hours on 240 pixels: 60 an hour, the peak at 120. Heights: 50 pixels for 100.
    assert peak == "M120.0 0V56"
    assert first == "M0.0 53.0L60.0 28.0L120.0 3.0L180.0 53.0"
    assert second == "M60.0 40.5L120.0 28.0M240.0 40.5"
    assert '"#123456"' in svg
    assert neighbour_picture(own, PeakCurve(np.empty(0), np.empty(0)), "#123456") == ""
