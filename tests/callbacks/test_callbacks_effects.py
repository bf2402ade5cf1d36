"""The page Effects on made-up effects, on a city without, and on whatever a browser may send."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from dash import Dash, dcc

from callbacks.case.response import show_response
from callbacks.effects import (
    control,
    event,
    first_words,
    head,
    lines,
    model_card,
    verdicts,
    waterfall,
)
from dashboard.app import create_app
from dashboard.settings import Settings
from layouts import PAGES
from layouts.effects import verdicts as verdicts_layout
from layouts.pages.effects import CARDS as PAGE_CARDS
from layouts.pages.effects import NOTICE, READING
from tests.view.made_case_rows import WHOLE
from tests.view.made_effects import CITY, CLEAR, HOSTILE, LIKELY, OUTSIDE, POOR, UNSURE
from view import cache
from view.options import chosen
from view.queries.effects import with_effect

CARDS = (
    head.show_head,
    verdicts.show_verdicts,
    lines.show_lines,
    waterfall.show_waterfall,
    event.show_event,
    control.show_control,
    model_card.show_model,
)


@pytest.fixture(scope="module", autouse=True)
def app(effects_snapshot: Path) -> Iterator[Dash]:
    """An app that serves the made-up city with made-up effects."""
    app = create_app(Settings(summaries=effects_snapshot))
    with app.server.app_context():
        yield app


def words(component: Any) -> str:
    """Return the text of what a callback put into a component."""
    if isinstance(component, list | tuple):
        return " ".join(map(words, component))
    if component is None or isinstance(component, str | int | float):
        return str(component or "")
    return words(getattr(component, "children", None))


def links_in(component: Any) -> list[Any]:
    """Return the links of a component, in their order."""
    if isinstance(component, list | tuple):
        return [link for part in component for link in links_in(part)]
    if isinstance(component, dcc.Link):
        return [component]
    return links_in(component.children) if hasattr(component, "children") else []


def rows(file: dict[str, str] | None) -> list[dict[str, str]]:
    assert file is not None
    return list(csv.DictReader(io.StringIO(file["content"].removeprefix("\ufeff"))))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("modelled", ["", "no2", "co", "so2", "o3_mda8"])
@pytest.mark.parametrize("change", ["", "summer_o3", "own"])
def test_every_card_answers_for_every_choice(lang: str, modelled: str, change: str) -> None:
    state = {"lang": lang, "modelled": modelled, "change": change, "city": CITY}
    for show in CARDS:
        for part in show(state):
            if isinstance(part, dict) and "data" in part:
                go.Figure(part)
                assert part["data"] or part["layout"]["annotations"][0]["text"]


@pytest.mark.parametrize(
    "state",
    [
        None,
        [],
        "x",
        {"measure": "<script>", "former": "1", "latter": 3, "modelled": [], "change": {}},
        {"measure": "nobody", "former": "209001-209012", "scheme": "none"},
    ],
)
def test_nonsense_shows_the_usual_page(state: Any) -> None:
    usual = words(verdicts.show_verdicts({})[2])
    assert words(verdicts.show_verdicts(state)[2]) == usual
    for show in CARDS:
        show(state)


def test_verdicts_are_sorted_told_and_linked() -> None:
    title, reading, made, foot = verdicts.show_verdicts({"scheme": "all"})
    items = made.children
    assert [item.className for item in items] == [
        "effect effect-clear",
        "effect effect-likely effect-up",
        "effect effect-not_distinguishable",
        "effect effect-model_not_good_enough",
        "effect effect-model_not_good_enough",
    ]
    said = words(items[0])
    assert HOSTILE in said
    assert "明确降低" in said
    (link,) = items[0].children[-1].children
    _, case = items[1].children[-1].children
    assert f"case={WHOLE}" in case.href
    assert items[-1].children[-1] is None
    assert f"measure={CLEAR}" in link.href
    assert "scheme=all" in link.href
    assert "PM₂.₅" in title
    assert all(map(words, (reading, foot)))
    assert not any(getattr(part, "src", "") for part in items[-1].children if part is not None)


def test_the_doubtful_model_speaks_instead_of_a_verdict() -> None:
    figure = lines.show_lines({"modelled": "no2"})[0]
    assert "不作结论" in figure["layout"]["annotations"][0]["text"]
    said, notice, *hidden = head.show_head({"modelled": "no2"})
    assert "不作结论" in words(said)
    assert notice is None
    assert hidden == [False, False]
    assert "不作结论" in words(model_card.show_model({"modelled": "no2"})[2])


def test_a_pollutant_without_a_model_says_why_and_what_is_needed() -> None:
    said, notice, *hidden = head.show_head({"modelled": "co"})
    assert said is None
    assert hidden == [True, True]
    assert "缺测过多" in words(notice)
    assert "补齐" in words(notice)


def test_periods_of_the_viewers_own_are_parted() -> None:
    state = {"change": "own", "former": "201801-201812", "latter": "201901-201912"}
    _, style, is_hidden, _, reading, _ = waterfall.show_waterfall(state)
    assert is_hidden is False
    assert style["height"].endswith("px")
    # Made to fall by 0.5 a month, so by 6 in a year (weighed by days), the weather by 20.
    assert "其余 −6" in words(reading)
    assert "气象 −20" in words(reading)
    different = {"change": "own", "former": "201801-201803", "latter": "201901-201904"}
    assert "季节差异" in words(waterfall.show_waterfall(different)[4])
    assert waterfall.show_waterfall({})[2] is True


def test_the_evidence_follows_the_measure() -> None:
    shown = event.show_event({"measure": UNSURE})
    assert shown[3] == UNSURE
    assert "与气象无法区分" in words(shown[5])
    assert "未核实" in words(shown[5])
    assert "预警因预报" in words(shown[5])
    outside = event.show_event({"measure": OUTSIDE})
    assert outside[0]["data"] == []
    assert "不在有小时值和气象" in words(outside[5])
    assert "预警因预报" not in words(outside[5])
    assert (shown[-1], outside[-1]) == (False, True)
    clear = event.show_event({"measure": CLEAR})
    assert "本页所用" in words(clear[9])
    assert "正负一致" in words(clear[10])


def test_other_cities_are_told_or_why_there_are_none() -> None:
    title, said, made, foot = control.show_control({"measure": CLEAR})
    assert "合成控制" in title
    assert "相差 −25\u2009µg/m³（−33\u2009%）" in words(said)
    assert "列第 1（p = 0.14" in words(said)
    assert "城市2" in words(made)
    assert "城市3" not in words(made)
    assert "另有 3 个" in words(made)
    assert "不单独给出结论" in words(foot)
    poor = control.show_control({"measure": UNSURE})
    assert "不能称为效果" in words(poor[1])
    few = control.show_control({"measure": LIKELY, "lang": "en"})
    assert "too few other cities" in words(few[1])
    assert few[2] is None
    assert "没有这一项" in words(control.show_control({"measure": OUTSIDE})[1])


def test_without_a_model_other_cities_are_the_evidence() -> None:
    _, notice, *hidden = head.show_head({"modelled": "pm10"})
    assert "没有气象数据" in words(notice)
    assert hidden == [True, True]
    (item,) = verdicts.show_verdicts({"modelled": "pm10"})[2].children
    assert "没有气象数据" in words(item)
    (link,) = item.children[-1].children
    assert f"measure={CLEAR}" in link.href
    assert "城市0" in words(control.show_control({"modelled": "pm10", "measure": CLEAR})[2])
    assert CLEAR in str(first_words({"modelled": "pm10"}))


def test_the_first_words_are_those_of_the_callbacks() -> None:
    said = first_words({})
    assert words(said[READING]) == words(head.show_head({})[0])
    assert words(said[verdicts_layout.LIST]) == words(verdicts.show_verdicts({})[2])
    bare = first_words({"modelled": "co"})
    assert "缺测过多" in words(bare[NOTICE])
    assert bare[PAGE_CARDS] is None


def test_rules_limits_and_predictors_are_in_the_model_card() -> None:
    said = words(model_card.show_model({})[3])
    for part in ("低于此不作判断", "0.5", "wind_u_72h", "600 trees", "周边同时管控"):
        assert part in said


def test_files_hold_what_is_shown() -> None:
    state = {"measure": CLEAR}
    effects = rows(verdicts.save_verdicts(1, state))
    assert {row["measure_id"] for row in effects} >= {CLEAR, OUTSIDE}
    months = rows(lines.save_lines(1, state))
    assert len(months) == 48
    assert "members" not in months[0]
    assert len(rows(event.save_event(1, state))) == 24
    for save in (verdicts.save_verdicts, lines.save_lines, event.save_event):
        assert save(None, state) is None


def test_the_page_begins_as_its_controls_are_set() -> None:
    page = next(page for page in PAGES if page.key == "effects")
    snapshot, state = chosen({"city": CITY})
    kept = page.settled(snapshot, state)
    assert (kept.modelled, kept.measure, kept.former) == ("pm25", CLEAR, "201801-201812")
    assert page.content(snapshot, state) is not None


def test_the_page_answers(app: Dash) -> None:
    assert app.server.test_client().get("/effects?lang=en").status_code == 200


def test_a_case_links_to_the_effect_of_its_measures() -> None:
    (table, *_) = show_response({"case": WHOLE})[1]
    assert words(table).count("看成效") == 1  # the others of its measures were not judged
    (link,) = links_in(table)
    assert f"measure={LIKELY}" in link.href
    assert "modelled=pm25" in link.href
    known = with_effect(cache.snapshot(), CITY)
    assert known == dict.fromkeys((POOR, CLEAR, LIKELY, UNSURE), ("pm25",))
