"""Texts of a brief before they are written: cleaned, lowered, never changed otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.view.made_brief import HOSTILE, UNPRINTABLE, brief
from view.brief.document import Grid, Run, lowered, plain, printable


def test_small_digits_are_lowered_plain_ones() -> None:
    pieces = list(lowered(Run("峰值 PM₂.₅ 为 588，O₃ 低，NOₓ", is_bold=True)))
    assert [(p.text, p.is_lowered) for p in pieces] == [
        ("峰值 PM", False),
        ("2.5", True),
        (" 为 588，O", False),
        ("3", True),
        (" 低，NO", False),
        ("x", True),
    ]
    assert all(p.is_bold for p in pieces)
    assert plain("PM₂.₅") == "PM2.5"


@given(st.text())
def test_pieces_are_the_printable_text(words: str) -> None:
    assert "".join(p.text for p in lowered(Run(words))) == plain(words)


@given(st.text())
def test_what_is_printable_stays_so(words: str) -> None:
    assert printable(printable(words)) == printable(words)
    printable(words).encode("utf-8")


def test_what_no_file_may_hold_is_left_out() -> None:
    assert printable(UNPRINTABLE) == "甲乙 $\\frac{1}{"
    assert printable("a\u2009µg\nb") == "a\u00a0µg\nb"


def test_a_table_whose_rows_do_not_fit_is_a_defect() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        Grid("表", ("a", "b"), (("1",),))
    with pytest.raises(ValueError, match="do not fit"):
        Grid("表", ("a", "b"), (("1", "2"),), (1.0,))


def test_every_text_is_known_to_who_looks_for_fonts() -> None:
    texts = "\n".join(brief().texts())
    for words in (
        "关键数字",
        HOSTILE,
        "曲线的说明",
        "红色预警",
        "乙区",
        "丙站",
        "又第一",
        "对照点",
    ):
        assert words in texts
