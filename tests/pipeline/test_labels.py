"""Names from files: text whatever they hold."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.labels import MOST_CHARACTERS, plain_label


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("锦江区", "锦江区"),
        ("  a \t b\n", "a b"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("a\x00b\x1bc", "abc"),
        ("a\u202eb\u200bc", "abc"),
        (None, ""),
        (["a"], ""),
        (510104, "510104"),
        (0, "0"),
        ("x" * 81, "x" * 79 + "…"),
        ("x" * 80, "x" * 80),
    ],
)
def test_a_label_is_one_line_of_text(written: object, kept: str) -> None:
    assert plain_label(written) == kept


@given(st.text(max_size=200))
def test_no_label_is_long_or_holds_a_control_character(text: str) -> None:
    label = plain_label(text)
    assert len(label) <= MOST_CHARACTERS
    assert all(unicodedata.category(character)[0] != "C" for character in label)
    assert label == plain_label(label)
