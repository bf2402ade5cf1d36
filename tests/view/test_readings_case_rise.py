"""How a case rose, where first and how it cleared: what is said by rule."""

from dataclasses import replace

import pandas as pd

from summaries.store import Snapshot
from tests.view.made_case_rows import DAYS, OZONE, WHOLE
from view.case_parts import PlacePath
from view.case_row import CaseRow
from view.formats import THIN_SPACE
from view.queries import case as query
from view.readings.case_rise import clearing_words, rise_words, where_words


def plain(words: str) -> str:
    return words.replace(THIN_SPACE, " ")


def test_the_rise_tells_the_fastest_growth(
    made_snapshot: Snapshot, case_rows: dict[str, CaseRow]
) -> None:
    row = case_rows[WHOLE]
    stages = query.stages(made_snapshot, row)
    said = plain(rise_words("zh", row, stages))
    assert said == (
        "1月9日20时起，PM₂.₅ 由 38 µg/m³ 开始上升；1月10日4时至11时爆发增长，由 62 升至 162，"
        "每小时 +14 µg/m³（其间最快 7 小时翻倍）；1月12日21时达到小时最高 212 µg/m³。"
    )
    slow = replace(stages[0], stage="explosive", rate=2.5)
    two = plain(rise_words("zh", row, [slow, *stages[1:]]))
    assert "2 次爆发增长，最快的在1月10日4时至11时" in two
    calm = [replace(s, stage="accumulation") for s in stages]
    assert "没有达到爆发增长的判据" in rise_words("zh", row, calm)
    assert "起升时间不明" in rise_words("zh", replace(row, is_cut=True), stages)
    assert rise_words("zh", case_rows[DAYS], ()) == ""


def test_ozone_rises_by_its_mornings(
    made_snapshot: Snapshot, case_rows: dict[str, CaseRow]
) -> None:
    row = case_rows[OZONE]
    said = plain(rise_words("zh", row, query.stages(made_snapshot, row)))
    assert said == "6月13日15时 O₃ 达到小时最高 243 µg/m³；各日上午平均每小时上升 20 至 26 µg/m³。"
    assert clearing_words("zh", row, query.stages(made_snapshot, row)) == ""


def test_it_clears_or_fades(made_snapshot: Snapshot, case_rows: dict[str, CaseRow]) -> None:
    row = case_rows[WHOLE]
    stages = query.stages(made_snapshot, row)
    said = plain(clearing_words("zh", row, stages))
    assert said == "1月14日9时起消散，15 小时内由 170 降至 41 µg/m³（1月14日24时）。"
    assert clearing_words("zh", replace(row, is_open=True), stages) == ""
    long = replace(stages[-1], start=stages[-1].end - pd.Timedelta(hours=37))
    assert "逐步回落" in clearing_words("zh", row, [long])
    level = replace(stages[-1], first_value=85.0, last_value=77.0)
    assert clearing_words("zh", row, [level]) == ""
    at_most = replace(stages[-1], start=stages[-1].end - pd.Timedelta(hours=36))
    assert "起消散" in clearing_words("zh", row, [at_most])


def path(place: str, onset: str | None) -> PlacePath:
    time = None if onset is None else pd.Timestamp(f"2019-01-{onset}")
    return PlacePath("station", place, time, None, None, None, None, None, 0, 1.0, place, place)


def test_who_rose_first(case_rows: dict[str, CaseRow]) -> None:
    row = case_rows[WHOLE]
    apart = [path("甲", "09T20"), path("乙", "10T01"), path("丙", "10T01"), path("丁", None)]
    said = where_words("zh", row, apart)
    expected = (
        "甲最先持续超过限值（1月9日20时），乙、丙最晚，相差 5 小时；1 处没有持续超过限值或缺测。"
    )
    assert said == expected
    near = [path("甲", "09T20"), path("乙", "09T22")]
    assert where_words("zh", row, near) == "各处几乎同时持续超过限值（1月9日20时起，相差 2 小时）。"
    many = [path("甲", "09T20"), *(path(n, "10T01") for n in "乙丙丁戊")]
    assert "乙、丙、丁等 4 处最晚" in where_words("zh", row, many)
    assert "只有一处" in where_words("zh", row, apart[:1])
    assert "不足两处" in where_words("zh", row, [apart[0], apart[3]])
    areas = [replace(p, scope="district") for p in near]
    assert where_words("zh", row, areas) == where_words("zh", row, near)
    assert where_words("zh", row, ()) == ""
    assert where_words("zh", replace(row, is_cut=True), apart) == ""
