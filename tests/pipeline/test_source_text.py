"""Encodings found, and cells read."""

import pytest

from pipeline.sources.text import decode, number_in

CHINESE = ("某站", "联通", "襄阳", "万寿西宫,北京")  # 某站, 联通 in GBK are by chance valid UTF-8
LATIN = ("# unit pm25: µg/m³", "Xī'ān, Lhasa é", "plain")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(text, "utf-8") for text in CHINESE + LATIN] + [(text, "gbk") for text in CHINESE],
)
def test_encoding_is_found(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.encoding, decoded.is_damaged) == (text, encoding, False)


def test_stated_encoding_that_does_not_fit_falls_back() -> None:
    decoded = decode("襄阳".encode("gbk"), "utf-8")
    assert decoded is not None
    assert decoded.text == "襄阳"


def test_binary_is_no_text() -> None:
    assert decode(b"PK\x03\x04\x00") is None


def test_damaged_text_is_marked() -> None:
    decoded = decode(b"\xff\xff\xff,1")
    assert decoded is not None
    assert decoded.is_damaged


@pytest.mark.parametrize(
    ("cell", "value"),
    [("12", 12.0), (" 1.5 ", 1.5), ("-999", -999.0), ("1e9", 1e9), ("+3", 3.0), ("5.", 5.0)],
)
def test_numbers(cell: str, value: float) -> None:
    assert number_in(cell) == value


@pytest.mark.parametrize("cell", ["", "nan", "inf", "1_0", "1e60", "12a", "—", "1,5"])
def test_what_is_no_number(cell: str) -> None:
    assert number_in(cell) is None
