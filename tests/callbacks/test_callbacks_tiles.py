"""The callbacks of tiles, levels and hours, on the bundled snapshot and on nonsense."""

import csv
import io
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from dash import Dash

from callbacks.trends import hours, levels, tiles
from dashboard.app import create_app
from dashboard.settings import Settings
from view import cache, options
from view.state import BASES, SCHEMES


def cities() -> list[str]:
    return [city.id for city in options.cities(cache.snapshot())]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("standard", ["", *SCHEMES])
def test_every_city_and_scheme_draws_valid_figures_and_says_by_what(
    lang: str, standard: str
) -> None:
    name = {"zh": "标准：", "en": "standard: "}[lang]
    for city in cities():
        for shown in ("", "value"):
            state = {"city": city, "standard": standard, "lang": lang, "tiles": shown}
            figure, style, calendar, _, title, reading, foot = tiles.show_tiles(state)
            go.Figure(figure)
            go.Figure(calendar)
            assert style["height"].endswith("px")
            assert title
            assert reading
            assert name in foot
        figure, title, reading, foot = levels.show_levels(state)
        go.Figure(figure)
        assert title
        assert reading
        assert name in foot
        assert ("凭记忆" in foot or "from memory" in foot) == (standard == "who2021")


@pytest.mark.parametrize("basis", BASES)
def test_a_basis_is_named_or_said_to_change_nothing(basis: str) -> None:
    for city in cities():
        state = {"city": city, "basis": basis, "tiles": "value"}
        foot = tiles.show_tiles(state)[6]
        assert any(word in foot for word in ("口径：", "与全部日相同", "无需换算"))
        foot = levels.show_levels(state)[3]
        assert any(word in foot for word in ("口径：", "与全部日相同", "不作换算"))
        assert "不按口径" in hours.show_hours(state)[4]


def test_places_without_districts_or_with_one_station_draw(app: Dash) -> None:
    for city in cities():
        for place in options.places(cache.snapshot(), city):
            state = {"city": city, "place": place.id, "start": "2016-01-01", "end": "2019-12-31"}
            go.Figure(tiles.show_tiles(state)[0])
            go.Figure(levels.show_levels(state)[0])
            go.Figure(hours.show_hours(state)[0])


@pytest.mark.parametrize(
    "state",
    [None, 7, [], {"city": ["x"]}, {"day": "2016-02-30"}, {"tiles": 3, "standard": "gb1999"}],
)
def test_nonsense_from_a_browser_shows_the_default(state: Any) -> None:
    assert tiles.show_tiles(state)[4:] == tiles.show_tiles({})[4:]
    assert levels.show_levels(state)[1:] == levels.show_levels({})[1:]
    # A link in the reading is equal to another by what it says, not by itself.
    assert str(hours.show_hours(state)[2:]) == str(hours.show_hours({})[2:])


def test_a_period_without_data_is_said_everywhere() -> None:
    state = {"city": "beijing", "start": "1999-01-01", "end": "1999-12-31"}
    for figure, words in (
        (tiles.show_tiles(state)[0], tiles.show_tiles(state)[5]),
        (levels.show_levels(state)[0], levels.show_levels(state)[2]),
        (hours.show_hours(state)[0], hours.show_hours(state)[3]),
    ):
        assert figure["data"] == []
        assert "所选时段" in words
        assert "2013年3月1日至2017年2月28日" in words


def test_the_buttons_know_the_days_around() -> None:
    shown = hours.show_hours({"city": "beijing", "day": "2015-12-01"})
    assert shown[5] == {"previous": "2015-11-30", "next": "2015-12-02"}
    assert shown[6:] == (False, False)
    assert hours.show_hours({"city": "beijing", "day": "2017-02-28"})[6:] == (False, True)


def rows(file: dict[str, Any] | None) -> list[dict[str, str]]:
    assert file is not None
    return list(csv.DictReader(io.StringIO(file["content"].removeprefix("\ufeff"), newline="")))


def test_the_files_hold_what_is_shown() -> None:
    state = {"city": "beijing", "start": "2016-12-01", "end": "2016-12-31", "tiles": "value"}
    days = rows(tiles.save_tiles(1, state))
    assert len(days) == 31
    assert {"date", "aqi", "level", "is_good", "special_day", "pm25_shown"} <= set(days[0])
    months = rows(levels.save_levels(1, state))
    assert [m["period_start"][:10] for m in months] == ["2016-12-01"]
    assert months[0]["standard"] == "in_force"
    blocks = rows(hours.save_hours(1, state))
    assert len(blocks) == 24 + 12 * 8
    for save in (tiles.save_tiles, levels.save_levels, hours.save_hours):
        assert save(None, state) is None


def test_a_day_leads_to_the_case_it_lies_in(cases_snapshot: Path) -> None:
    with create_app(Settings(summaries=cases_snapshot)).server.app_context():
        inside = hours.show_hours({"city": "shili", "day": "2019-01-12"})[3]
        assert "case=shili-pm25-20190110" in inside[-1].href
        assert "2019年1月10日至14日" in inside[-1].children
        assert isinstance(hours.show_hours({"city": "shili", "day": "2019-03-12"})[3], str)
