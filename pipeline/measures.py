"""The measures of a city: warnings, temporary controls, closures, campaigns, plans.

A CSV table (`pipeline.hand_tables`), a row a measure: `id`; `kind` (`warning control structural
campaign plan`); `level` of a warning (`red orange yellow blue`, also as part of the kind: `alert
red`); `name_zh`, `name_en`; `issued`, when it was made known; `start` and `end`, a day each or a
day and an hour (`2015-12-08T07:00`; a day alone as an end is included; no end: it lasts);
`pollutants`, those that it aims at, where not all (`pm25 no2`); `about_zh`, `about_en`; `status`,
how far the dates were checked (`verified`, `from memory`, `unverified`, and that where it is
blank); `source`; `city`, where one file serves several projects.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from airquality.pollutants import POLLUTANT_IDS, POLLUTANTS
from pipeline.hand_tables import HandTable, Row, belongs
from pipeline.hand_times import HandTime, no_time, time_in
from pipeline.measure import CAMPAIGN, CONTROL, KINDS, LEVELS, PLAN, STRUCTURAL, WARNING, Measure
from pipeline.measure_doubts import tell_doubts
from pipeline.project_problems import nearest, none_of
from pipeline.project_targets import STATUSES
from pipeline.report import Report

if TYPE_CHECKING:
    from pipeline.project import Project

#: Columns -> headers that they are known by beside their own name.
HEADERS: dict[str, tuple[str, ...]] = {
    "city": ("城市",),
    "id": ("measure", "编号"),
    "kind": ("类型", "类别"),
    "level": ("级别", "预警级别"),
    "name_zh": ("名称", "name"),
    "name_en": ("英文名称",),
    "issued": ("发布时间", "发布"),
    "start": ("开始时间", "开始", "启动时间"),
    "end": ("结束时间", "结束", "解除时间"),
    "pollutants": ("pollutant", "污染物"),
    "about_zh": ("说明", "措施", "about"),
    "about_en": ("英文说明",),
    "status": ("核对情况",),
    "source": ("来源", "出处"),
}
_KIND_WORDS = {
    **dict.fromkeys((WARNING, "alert", "预警", "重污染天气预警"), WARNING),
    **dict.fromkeys((CONTROL, "temporary control", "临时管控", "活动保障"), CONTROL),
    **dict.fromkeys((STRUCTURAL, "结构调整", "结构性措施"), STRUCTURAL),
    **dict.fromkeys((CAMPAIGN, "攻坚", "攻坚行动"), CAMPAIGN),
    **dict.fromkeys((PLAN, "规划", "计划", "行动计划"), PLAN),
}
_LEVEL_WORDS = {
    **dict(zip(LEVELS, LEVELS, strict=True)),
    **dict(zip(("红", "橙", "黄", "蓝"), LEVELS, strict=True)),
    **dict(zip(("红色", "橙色", "黄色", "蓝色"), LEVELS, strict=True)),
}
_STATUS_WORDS = {
    **dict(zip(STATUSES, STATUSES, strict=True)),
    **dict(zip(("已核实", "凭记忆", "未核实"), STATUSES, strict=True)),
}
_POLLUTANT_WORDS = {
    **{name: name for name in POLLUTANT_IDS},
    **{known.symbol.casefold(): name for name, known in POLLUTANTS.items()},
    **{known.name_zh: name for name, known in POLLUTANTS.items()},
    "pm2.5": "pm25",
}
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def read_measures(project: Project, report: Report) -> tuple[Measure, ...]:
    """Read the project's list of measures, by start and id; nothing where it names none.

    Refused, with the line: no id, or one that is there twice; no name; an unknown kind, level or
    status; no start; a time that does not exist; an end that is not after the start; a warning
    without a level. Kept, and reported: two warnings at once, an issue after the start, what lies
    outside the project's period, a warning that never ends.
    """
    if project.measures is None:
        return ()
    own = Report("measures")
    table = HandTable(project.measures.path, project.measures.encoding, own)
    measures: dict[str, Measure] = {}
    for row in table.read(HEADERS, ("id", "kind", "start")):
        measure = _measure_of(row, table) if belongs(row, table, project) else None
        if measure is None:
            continue
        if measure.id in measures:
            first = measures[measure.id]
            message = f"id {measure.id!r} is in line {first.line} already, which counts"
            table.refuse("measure_twice", row, message)
            continue
        measures[measure.id] = measure
    listed = tuple(sorted(measures.values(), key=lambda measure: (measure.start, measure.id)))
    tell_doubts(listed, project.period, table)
    report.merge(own)
    return listed


def _measure_of(row: Row, table: HandTable) -> Measure | None:
    """Return the measure of a row; None, and a finding, where it is none."""
    cells = row.cells
    name, names = cells["id"], [cells.get(key, "") for key in ("name_zh", "name_en")]
    if not _ID.fullmatch(name):
        message = f"id {name[:30]!r} is not letters, digits and hyphens" if name else "no id"
        table.refuse("id_impossible", row, message)
        return None
    if not any(names):
        table.refuse("name_missing", row, f"{name}: no name")
        return None
    times = _times_of(row, table)
    kind = _kind_of(row, table)
    status = _word_of("status", _STATUS_WORDS, row, table, STATUSES[-1])
    pollutants = _pollutants_of(row, table)
    if times is None or kind is None or status is None or pollutants is None:
        return None
    issued, start, end = times
    abouts = [cells.get(key, "") for key in ("about_zh", "about_en")]
    return Measure(
        id=name,
        kind=kind[0],
        level=kind[1],
        name_zh=names[0] or names[1],
        name_en=names[1] or names[0],
        issued=None if issued is None else issued.start,
        start=start.start,
        end=None if end is None else end.end,
        issued_by_hour=issued is not None and issued.has_hour,
        start_by_hour=start.has_hour,
        by_hour=all(time.has_hour for time in times if time is not None),
        about_zh=abouts[0] or abouts[1],
        about_en=abouts[1] or abouts[0],
        status=status,
        source=cells.get("source", ""),
        line=row.line,
        pollutants=pollutants,
    )


def _pollutants_of(row: Row, table: HandTable) -> tuple[str, ...] | None:
    """Return the pollutants that a row names; None, and a finding, where one is none."""
    words = re.split(r"[\s,;+、，；]+", row.cells.get("pollutants", "").casefold())
    found = []
    for word in filter(None, words):
        if word not in _POLLUTANT_WORDS:
            table.refuse("pollutant_unknown", row, f"pollutants {none_of(word, POLLUTANT_IDS)}")
            return None
        found.append(_POLLUTANT_WORDS[word])
    return tuple(dict.fromkeys(found))


def _times_of(
    row: Row, table: HandTable
) -> tuple[HandTime | None, HandTime, HandTime | None] | None:
    """Return issue, start and end of a row; None, and a finding, where they cannot be."""
    times: dict[str, HandTime | None] = {}
    for key in ("issued", "start", "end"):
        text = row.cells.get(key, "")
        times[key] = time_in(text)
        if text and times[key] is None:
            table.refuse("impossible_time", row, no_time(key, text))
            return None
    issued, start, end = times["issued"], times["start"], times["end"]
    if start is None:
        table.refuse("start_missing", row, "no start")
        return None
    if end is not None and end.end <= start.start:
        message = f"end {row.cells['end']} is not after start {row.cells['start']}"
        table.refuse("end_before_start", row, message)
        return None
    return issued, start, end


def _kind_of(row: Row, table: HandTable) -> tuple[str, str] | None:
    """Return kind and level, the level "" for all but warnings; None, and a finding, if unknown."""
    words = row.cells["kind"].casefold()
    head, _, tail = words.rpartition(" ")
    if words not in _KIND_WORDS and tail in _LEVEL_WORDS:
        words = head
    else:
        tail = ""
    kind = _KIND_WORDS.get(words)
    if kind is None:
        known = none_of(row.cells["kind"], KINDS) if words else "is missing"
        near = nearest(words, _KIND_WORDS) if words and "did you mean" not in known else None
        hint = f"; did you mean {_KIND_WORDS[near]!r}?" if near else ""
        table.refuse("kind_unknown", row, f"kind {known}{hint}")
        return None
    level = _word_of("level", _LEVEL_WORDS, row, table, "")
    if level is None:
        return None
    level_of_kind = _LEVEL_WORDS.get(tail, "")
    if level and level_of_kind and level != level_of_kind:
        message = f"the kind says {level_of_kind}, the level {level}"
        table.refuse("level_contradicted", row, message)
        return None
    level = level or level_of_kind
    if kind == WARNING and not level:
        message = f"a warning without a level: one of {', '.join(LEVELS)}"
        table.refuse("level_missing", row, message)
        return None
    if kind != WARNING and level:
        message = f"only a warning has a level: {level} of a {kind} is not used"
        table.tell("warning", "level_unused", row.place, message)
    return kind, level if kind == WARNING else ""


def _word_of(key: str, known: dict[str, str], row: Row, table: HandTable, blank: str) -> str | None:
    """Return what a word of the column means; None, and a finding, for an unknown one."""
    word = row.cells.get(key, "")
    if not word or word.casefold() in known:
        return known[word.casefold()] if word else blank
    hint = none_of(word, dict.fromkeys(known.values()))
    if "did you mean" not in hint and (near := nearest(word, known)):
        hint += f"; did you mean {known[near]!r}?"
    table.refuse(f"{key}_unknown", row, f"{key} {hint}")
    return None
