"""What a brief says of made-up cases: the page's numbers and words, and every doubt."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import numpy as np
import pypdfium2
import pytest
from flask import Flask

from summaries.store import Snapshot, SnapshotStore
from tests.view.made_case_rows import BOTH, DAYS, DUST, HOSTILE, OPEN, OZONE, WHOLE
from view import cache
from view.brief import expert
from view.brief.content import brief_of
from view.brief.document import Brief, Grid, Paragraph, Picture, Section, plain
from view.brief.drawings import Curve, PeakMap
from view.brief.file import NoSuchCaseError, brief_file
from view.queries import case as query
from view.queries.cases import case_of
from view.readings.case import notes, sentences
from view.readings.case_numbers import key_numbers

MADE = datetime(2026, 11, 22, 10)
EVERY = (WHOLE, DUST, OZONE, BOTH, DAYS, OPEN)


@pytest.fixture(scope="module")
def snapshot(cases_snapshot: Path) -> Iterator[Snapshot]:
    server = Flask("test")
    cache.attach(server, SnapshotStore(cases_snapshot), {"CACHE_TYPE": "SimpleCache"})
    with server.app_context():
        yield cache.snapshot()


def told(snapshot: Snapshot, case_id: str, lang: str = "zh") -> Brief:
    row = case_of(snapshot, case_id)
    assert row is not None
    return brief_of(snapshot, row, lang, MADE)


def parts(brief: Brief, kind: type) -> list[Any]:
    return [part for section in brief.sections for part in section.parts if isinstance(part, kind)]


def drawings(brief: Brief, kind: type) -> list[Any]:
    found = [part.drawing for part in parts(brief, Picture)]
    return [drawing for drawing in found if isinstance(drawing, kind)]


def section(brief: Brief, number: int) -> Section:
    return brief.sections[number]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case_id", EVERY)
def test_every_sentence_and_number_of_the_page_is_in_it(
    snapshot: Snapshot, case_id: str, lang: str
) -> None:
    row = case_of(snapshot, case_id)
    assert row is not None
    whole = "\n".join(told(snapshot, case_id, lang).texts())
    for _, words in sentences(lang, snapshot, row):
        assert words in whole
    cells = {
        cell for grid in parts(told(snapshot, case_id, lang), Grid) for r in grid.rows for cell in r
    }
    for name, value in key_numbers(lang, snapshot, row):
        assert {name, value} <= cells
    assert "None" not in whole
    assert "nan" not in whole.lower().split()


def test_the_sections_stand_in_one_order(snapshot: Snapshot) -> None:
    for case_id in EVERY:
        headings = [s.heading for s in told(snapshot, case_id).sections]
        assert " ".join(headings) == (
            "过程概况 空间分布 成因分析 相似过程 预警与应对 专家意见 资料与说明"
        )


def test_the_curve_is_that_of_the_page(snapshot: Snapshot) -> None:
    row = case_of(snapshot, WHOLE)
    assert row is not None
    (drawn,) = drawings(told(snapshot, WHOLE), Curve)
    hours = query.curve(snapshot, row)
    np.testing.assert_array_equal(drawn.times, hours.times)
    fine, main = drawn.panels[0].lines
    np.testing.assert_allclose(fine.values, hours.values["pm25"])
    np.testing.assert_allclose(main.values, hours.pm25_24h)
    assert drawn.panels[0].limit == 75
    assert [band.name for band in drawn.bands] == ["累积阶段", "爆发增长", "高值维持", "消散阶段"]
    assert [strip.name for strip in drawn.strips] == ["橙色预警"]
    # Only the running mean may be held against a daily limit: the weather has none.
    assert all(np.isnan(panel.limit) for panel in drawn.panels[1:])


def test_a_case_of_days_has_bars_and_no_hours(snapshot: Snapshot) -> None:
    (drawn,) = drawings(told(snapshot, DAYS), Curve)
    assert drawn.is_daily
    assert [line.style for line in drawn.panels[0].lines] == ["bars"]
    assert (drawn.start, drawn.end) == (np.datetime64("2017-12-03"), np.datetime64("2017-12-05"))
    assert not drawn.bands


def test_two_pollutants_have_a_panel_each_with_its_own_limit(snapshot: Snapshot) -> None:
    (drawn,) = drawings(told(snapshot, BOTH), Curve)
    assert [panel.limit for panel in drawn.panels[:2]] == [75, 160]


def test_the_map_shows_the_block_of_hours_with_the_peak(snapshot: Snapshot) -> None:
    (drawn,) = drawings(told(snapshot, WHOLE), PeakMap)
    # The peak is at 21:00 on 12 January; blocks have three hours.
    assert "2019年1月12日 21–24 时" in drawn.title
    hours = snapshot.read("station_hours", ["station", "time", "pm25"])
    block = hours[hours["time"] == np.datetime64("2019-01-12T21")].set_index("station")["pm25"]
    shown = {point.name: point.value for point in drawn.points}
    assert shown["站1"] == pytest.approx(round(float(block["9001A"])))
    assert [point.is_control for point in drawn.points].count(True) == 1


def test_the_order_of_places_is_that_of_their_onsets(snapshot: Snapshot) -> None:
    grid = next(g for g in parts(told(snapshot, WHOLE), Grid) if g.caption.startswith("起升"))
    assert [row[0] for row in grid.rows] == ["示例", "站2", "站1", "站3", "站4"]
    assert [row[2] for row in grid.rows] == ["0", "−3", "+1", "+6", "—"]


def test_ozone_has_no_order_of_onsets(snapshot: Snapshot) -> None:
    captions = [grid.caption for grid in parts(told(snapshot, OZONE), Grid)]
    assert not any(caption.startswith("起升") for caption in captions)


def test_a_signed_conclusion_is_in_it_and_its_html_is_text(snapshot: Snapshot) -> None:
    found = section(told(snapshot, WHOLE), 5)
    whole = "".join(run.text for p in found.parts for run in getattr(p, "runs", ()))
    assert "本地积累" in whole
    assert HOSTILE in whole
    assert "已签发" in whole


def test_a_draft_is_left_out_and_that_is_said(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = case_of(snapshot, WHOLE)
    assert row is not None
    signed = query.conclusion(snapshot, row)
    assert signed is not None
    draft = replace(signed, status="draft")
    monkeypatch.setattr(expert.query, "conclusion", lambda *_: draft)
    (said,) = section(told(snapshot, WHOLE), 5).parts
    assert isinstance(said, Paragraph)
    assert "草稿" in said.runs[0].text
    assert "本地积累" not in "\n".join(told(snapshot, WHOLE).texts())


def test_nobody_has_concluded_is_said(snapshot: Snapshot) -> None:
    (said,) = section(told(snapshot, DUST), 5).parts
    assert said.runs[0].text == "尚无专家意见。"


def test_plans_of_years_are_counted_not_listed(snapshot: Snapshot) -> None:
    (grid,) = (p for p in section(told(snapshot, WHOLE), 4).parts if isinstance(p, Grid))
    assert [row[0] for row in grid.rows] == ["橙色预警"]
    assert "另有 1 项" in grid.note
    # Issued ten hours before the rise, in force 10-12 January, 72 hours of both.
    issued, lead, span, overlap = grid.rows[0][2:]
    assert (issued, lead, overlap) == ("2019-01-09 10:00", "+10", "72")
    assert span == "2019-01-10 00:00 至 2019-01-12 24:00"


def test_dates_from_memory_are_marked_and_have_no_hours(snapshot: Snapshot) -> None:
    (grid,) = (p for p in section(told(snapshot, OPEN), 4).parts if isinstance(p, Grid))
    (row,) = grid.rows
    assert row[0] == f"{HOSTILE}（日期凭记忆）"
    assert (row[2], row[3], row[5]) == ("2019-12-30", "—", "—")


def test_doubts_sources_and_rule_are_at_the_end(snapshot: Snapshot) -> None:
    brief, row = told(snapshot, OPEN), case_of(snapshot, OPEN)
    assert row is not None
    last = section(brief, 6).parts
    lines = ["".join(run.text for run in getattr(part, "runs", ())) for part in last]
    assert notes("zh", row)
    assert set(notes("zh", row)) <= set(lines)
    assert any("GB 3095-2012" in line for line in lines)
    assert any(snapshot.id in line for line in lines)
    captions = [grid.caption for grid in parts(brief, Grid)]
    assert "数据来源" in captions
    assert "过程的判定规则" in captions


@pytest.mark.parametrize(("case_id", "lang"), [(WHOLE, "zh"), (OPEN, "zh"), (DAYS, "en")])
def test_both_files_say_the_same(snapshot: Snapshot, case_id: str, lang: str) -> None:
    word, pdf = (brief_file(snapshot, case_id, form, lang, MADE) for form in ("docx", "pdf"))
    assert [file.name for file in (word, pdf)] == [
        f"{case_id}-{lang}.{form}" for form in ("docx", "pdf")
    ]
    document = docx.Document(io.BytesIO(word.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    in_word = squeezed("".join([*(p.text for p in document.paragraphs), *cells]))
    pages = pypdfium2.PdfDocument(pdf.content)
    brief = told(snapshot, case_id, lang)
    in_pdf = squeezed("".join(page.get_textpage().get_text_bounded() for page in pages))
    # A sentence may go on behind the foot of a page.
    foot = re.escape(squeezed(plain(brief.foot)))
    in_pdf = re.sub(foot + r"(第\d+页/共\d+页|Page\d+of\d+)", "", in_pdf)
    cells = [cell for grid in parts(brief, Grid) for row in grid.rows for cell in row]
    sentences_ = [r.text for s in brief.sections for p in s.parts for r in getattr(p, "runs", ())]
    assert len(cells) > 5
    for said in (brief.title, *cells, *sentences_):
        assert squeezed(plain(said)) in in_word
        assert squeezed(plain(said)) in in_pdf
    assert max(len(word.content), len(pdf.content)) < 1_000_000


def squeezed(words: str) -> str:
    """Return text without what a line's or a page's end may put into it."""
    return "".join(words.replace("\xad", "").split()).replace("\ufffe", "")


def test_an_unknown_case_is_refused_by_name(snapshot: Snapshot) -> None:
    with pytest.raises(NoSuchCaseError, match="shili-pm25-20010101"):
        brief_file(snapshot, "shili-pm25-20010101", "pdf", "zh")
