"""A made-up brief: every kind of part, names that mean harm, hours with gaps."""

from datetime import datetime

import numpy as np

from view.brief.document import Brief, Grid, Item, Paragraph, Picture, Run, Section, SubHeading
from view.brief.drawings import Area, Band, Curve, Line, Panel, PeakMap, Point

HOSTILE = '<script>alert("x")</script>'
#: A control character, a mark that turns the line round, half of a character, a formula.
UNPRINTABLE = "甲\x07\u202e乙\ud800 $\\frac{1}{"
START = np.datetime64("2019-01-01T00")


def curve(hours: int = 96, values: np.ndarray | None = None) -> Curve:
    """Return a curve of some hours with two gaps, one hour between them alone."""
    wave = 100 + 60 * np.sin(np.arange(hours) / 9)
    wave[[20, 21, 23]] = np.nan
    lead = wave if values is None else values
    return Curve(
        times=START + np.arange(hours),
        panels=(
            Panel(
                "PM₂.₅（µg/m³）",
                (Line("小时值", lead, "fine"), Line("均值", lead)),
                75.0,
                "限值 75",
            ),
            Panel("风速（m/s）", (Line(UNPRINTABLE, wave / 50, "plain"),)),
        ),
        bands=(Band(START + 12, START + 15, "累积"), Band(START + 15, START + 60, "维持")),
        strips=(
            Band(START + 5, START + 40, "红色预警"),
            Band(START + 30, START + 90, HOSTILE),
        ),
        start=START + 12,
        end=START + 60,
        mark=(START + 14, 160.0, "160 µg/m³"),
    )


def peak_map(names: tuple[str, ...] = ("甲站", "乙站", "丙站")) -> PeakMap:
    """Return a map of two areas, of which one has no value, and stations of which one has none."""
    square = np.array([[0.0, 0], [1, 0], [1, 1], [0, 1], [0, 0]])
    values = [80.0, 190.0, float("nan")]
    return PeakMap(
        areas=(
            Area((square,), "甲区", 135.0),
            Area((square + np.array([1.0, 0]),), "乙区", float("nan"), is_own=True),
        ),
        points=tuple(
            Point(0.3 + 0.6 * n, 0.5, name, value, n == 1)
            for n, (name, value) in enumerate(zip(names, values, strict=True))
        ),
        edges=(75.0, 125.0, 175.0, 225.0),
        bounds=(0.0, 0.0, 2.0, 1.0),
        title="PM₂.₅\n2019-01-01",
        unit="µg/m³",
        control="对照点",
        missing="无数据",
    )


def brief(lang: str = "zh") -> Brief:
    """Return a brief with every kind of part."""
    numbers = Grid("关键数字 PM₂.₅", ("项目", "数值"), (("峰值", "588\u2009µg/m³"), (HOSTILE, "1")))
    parts = (
        Paragraph.of("PM₂.₅ 与 O₃，" + UNPRINTABLE),
        numbers,
        Picture("曲线", "曲线的说明", curve(), "注"),
        Picture("地图", "地图的说明", peak_map()),
    )
    expert = (
        SubHeading("小标题"),
        Paragraph((Run("粗", is_bold=True), Run("斜", is_italic=True), Run("码", is_code=True))),
        Paragraph((Run("址", link="https://example.org/a?b=1&c=<d>"),)),
        Item.of("一点"),
        Item((Run("第一"),), 1, 1),
        Item((Run("第二"),), 1, 2),
        Paragraph.of("隔开"),
        Item((Run("又第一"),), 1, 1),
        Paragraph.of("引文", "quote"),
        Paragraph.of(HOSTILE, "code"),
    )
    return Brief(
        lang=lang,
        case_id="shili-pm25-20190101",
        title="示例 PM₂.₅ 过程简报",
        subtitle=HOSTILE,
        sections=(Section("概况", parts), Section("专家意见", expert)),
        foot='晴策 "} body { display: none',
        subject="过程",
        keywords="示例",
        made=datetime(2026, 11, 22, 10, 30),
    )
