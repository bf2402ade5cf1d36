"""The words that come with the page: what they hold, and that nothing in them is markup."""

import re
from pathlib import Path

import dash_mantine_components as dmc
import pytest
from dash import dcc, html

from dashboard import first_paint
from dashboard.app import create_app
from dashboard.first_paint import to_html
from dashboard.settings import Settings


def asked(path: str) -> str:
    return create_app(Settings.read()).server.test_client().get(path).get_data(as_text=True)


def copy_in(index: str) -> str:
    return index.split('<div id="first-paint"')[1].split('<div id="react-entry-point"')[0]


def words_of(index: str) -> str:
    """Return the text of the copy, without its tags."""
    return re.sub(r"<[^>]+>", "", copy_in(index))


def test_the_overview_comes_with_its_sentence_cards_and_sparklines() -> None:
    index = asked("/?city=beijing&year=2016")
    assert "2016年，北京：PM₂.₅ 均值 73" in words_of(index)
    assert index.count('class="kpi-spark"') == 5
    assert 'src="data:image/svg' in index


def test_effects_come_with_their_verdicts_and_with_why_there_are_none(
    effects_snapshot: Path,
) -> None:
    client = create_app(Settings(summaries=effects_snapshot)).server.test_client()
    index = client.get("/effects?lang=en").get_data(as_text=True)
    assert "Clearly lower: 1" in words_of(index)
    assert copy_in(index).count('class="effect-strip"') == 4
    assert "<b onclick" not in index
    said = re.search(r'data-said="([^"]*)"', copy_in(index))
    assert said is not None
    assert {"effects-reading", "effects-verdicts-list"} <= set(said[1].split())
    assert "effects-notice" not in said[1]
    none = client.get("/effects?modelled=co").get_data(as_text=True)
    assert "缺测过多" in words_of(none)
    assert "effects-notice" in re.search(r'data-said="([^"]*)"', copy_in(none))[1]  # type: ignore[index]


def test_the_address_decides_the_language() -> None:
    assert "Beijing" in words_of(asked("/?lang=en&city=beijing"))


def test_nonsense_in_the_address_is_no_markup() -> None:
    index = asked("/?city=<script>alert(1)</script>&place=%22onload=&lang=xx&year=9999")
    assert "<script>alert" not in index
    assert "alert(1)" not in copy_in(index)
    assert "onload" not in copy_in(index)
    assert "PM₂.₅" in words_of(index)


@pytest.mark.parametrize("path", ["/trends", "/data", "/no-such-page", "/_dash-layout"])
def test_other_pages_are_left_to_the_scripts(path: str) -> None:
    assert "first-paint" not in asked(path)


def test_a_map_leaves_the_charts_for_later() -> None:
    if not (Settings.read().assets / "plotly.min.js").is_file():
        pytest.skip("assets/plotly.min.js is not there (no npm): Dash loads its own when needed")
    script = re.compile(r'<script src="(/assets/plotly[^"]+)"')
    (address,) = script.findall(asked("/trends"))
    index = asked("/map")
    assert not script.findall(index)
    assert f'<link rel="prefetch" as="script" id="plotly-later" href="{address}">' in index


def test_the_polyfill_is_for_browsers_of_its_time() -> None:
    tags = re.findall(r"<script [^>]*polyfill@[^>]*>", asked("/trends"))
    assert len(tags) == 1
    assert tags[0].startswith("<script nomodule ")


def test_every_word_is_escaped_and_no_id_is_kept() -> None:
    tree = html.Div(
        ["<b>&", html.Img(alt='"x', src="a"), None, True, 0], id="twice", title="a>b", hidden=True
    )
    assert str(to_html(tree, {})) == (
        '<div title="a&gt;b">&lt;b&gt;&amp;<img alt="&#34;x" src="a">0</div>'
    )


def test_what_a_callback_fills_is_filled_and_a_control_is_a_frame() -> None:
    tree = html.Div(
        [
            html.P(id="said"),
            dcc.Store(id="store", data="secret"),
            dmc.Select(
                label="城市",
                value="b",
                data=[{"group": "g", "items": [{"value": "b", "label": "B"}]}],
            ),
            dcc.Graph(id="graph", style={"height": "10px", "maxWidth": "2px"}),
        ]
    )
    drawn = str(to_html(tree, {"said": [html.Span("早")]}))
    assert drawn.startswith("<div><p><span>早</span></p>")
    assert "secret" not in drawn
    assert '<div class="choice-label">城市</div><div class="first-control">B</div>' in drawn
    assert 'style="height:10px;max-width:2px"' in drawn


def test_words_that_cannot_be_written_leave_the_page_to_the_scripts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def break_down(query: object) -> dict:
        raise RuntimeError("no")

    monkeypatch.setitem(first_paint.SAID, "overview", break_down)
    index = asked("/")
    assert "first-paint" not in index.split("<script")[0]
    assert "react-entry-point" in index
