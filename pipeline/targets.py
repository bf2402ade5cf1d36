"""The targets of a city: those of its project file, or of the CSV table that it names.

Columns of the table (`pipeline.hand_tables`): `year metric value`, and `stretch source_zh source_en
status city`, in any order; what each holds is said by `pipeline.project_targets.Target`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from pipeline.hand_tables import HandTable, Row, belongs
from pipeline.project_targets import Target
from pipeline.report import Report
from pipeline.sources.text import number_in

if TYPE_CHECKING:
    from pipeline.project import Project

#: Columns -> headers that they are known by beside their own name.
HEADERS: dict[str, tuple[str, ...]] = {
    "city": ("城市",),
    "year": ("年份", "年"),
    "metric": ("pollutant", "指标", "污染物"),
    "value": ("target", "目标", "目标值"),
    "stretch": ("争取目标", "奋斗目标"),
    "source_zh": ("出处", "来源", "source"),
    "source_en": ("英文出处",),
    "status": ("核对情况",),
}


def read_targets(project: Project, report: Report) -> tuple[Target, ...]:
    """Return the project's targets, of its file or of the table that it names, by year and metric.

    A row of the table that cannot be is refused, with its line: an unknown metric, a negative
    target, a stretch easier than the target, what is not a number. Of two for one thing the first
    counts; where they contradict each other it is marked as unverified, since nobody can tell
    which of them is meant.
    """
    if project.targets_file is None:
        return project.targets
    own = Report("targets")
    table = HandTable(project.targets_file.path, project.targets_file.encoding, own)
    targets: dict[tuple[int, str], tuple[Target, Row]] = {}
    for row in table.read(HEADERS, ("year", "metric", "value")):
        target = _target_of(row, table) if belongs(row, table, project) else None
        if target is not None:
            _add(target, row, table, targets)
    report.merge(own)
    return tuple(targets[key][0] for key in sorted(targets))


def _add(
    target: Target,
    row: Row,
    table: HandTable,
    targets: dict[tuple[int, str], tuple[Target, Row]],
) -> None:
    key = (target.year, target.metric)
    if key not in targets:
        targets[key] = target, row
        return
    first, where = targets[key]
    place = f"{target.metric} in {target.year} has a target in {where.place} already"
    if (first.value, first.stretch) == (target.value, target.stretch):
        table.tell("warning", "target_twice", row.place, f"{place}, the same one")
        return
    targets[key] = first.model_copy(update={"status": "unverified"}), where
    message = f"{place}, {_words(first)}, not {_words(target)}; that one counts, as unverified"
    table.refuse("target_contradicted", row, message)


def _words(target: Target) -> str:
    return f"{target.value:g}" + ("" if target.stretch is None else f" ({target.stretch:g})")


def _target_of(row: Row, table: HandTable) -> Target | None:
    """Return the target of a row; None, and a finding, where it is none."""
    given: dict[str, object] = {}
    for key in ("year", "value", "stretch"):
        text = row.cells.get(key, "")
        number = number_in(text)
        if number is None and (text or key != "stretch"):
            hint = "; a share is written 0.721" if text.endswith(("%", "％")) else ""
            message = f"{key} {text[:30]!r} is not a number{hint}" if text else f"no {key}"
            table.refuse("not_a_number", row, message)
            return None
        given[key] = number
    sources = [row.cells.get(key, "") for key in ("source_zh", "source_en")]
    given["source_zh"], given["source_en"] = sources[0] or sources[1], sources[1] or sources[0]
    if not any(sources):
        table.refuse("source_missing", row, "no source: who set this target, and where?")
        return None
    given["metric"] = row.cells["metric"]
    if row.cells.get("status"):
        given["status"] = row.cells["status"]
    try:
        return Target.model_validate(given)
    except ValidationError as error:
        found = error.errors()[0]
        key = str(found["loc"][0]) + " " if found["loc"] else ""
        message = f"{key}{found['msg'].removeprefix('Value error, ')}"
        table.refuse("target_impossible", row, message)
        return None
