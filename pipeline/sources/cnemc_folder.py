"""Which daily files of the national layout a folder holds: their days and their stations."""

import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from pipeline.report import Report
from pipeline.sources.cnemc_file import KEYS, read_header
from pipeline.sources.inputs import files_of

DAY = np.timedelta64(1, "D")


def list_files(folder_or_files: Path | str | Iterable[Path]) -> list[Path]:
    """Return the files of a folder, or those given, sorted."""
    if isinstance(folder_or_files, str | Path):
        return files_of(Path(folder_or_files))
    return sorted(Path(file) for file in folder_or_files)


def keep_period(
    files: list[Path], first: np.datetime64 | None, last: np.datetime64 | None, report: Report
) -> list[Path]:
    """Leave out the files whose name says that they hold no hour of the period."""
    kept = []
    for file in files:
        day = date_in_name(file)
        early = day is not None and first is not None and day < first
        late = day is not None and last is not None and day > last + DAY
        if not early and not late:
            kept.append(file)
    if len(kept) < len(files):
        message = "files lie outside the period and are not read"
        report.add("note", "file_outside_period", "", "", message, len(files) - len(kept))
    return kept


def date_in_name(file: Path) -> np.datetime64 | None:
    """Return the date that a name such as `china_sites_20190101.csv` says, if it says one."""
    found = re.search(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)", file.stem)
    try:
        return np.datetime64("-".join(found.groups()), "D") if found else None
    except ValueError:
        return None


def find_days(files: list[Path]) -> list[np.datetime64]:
    """Return the dates of the files by their names; of a file whose name says none, by its rows."""
    days: list[np.datetime64] = []
    for file in files:
        named = date_in_name(file)
        if named is not None:
            days.append(named)
            continue
        for line in file.read_bytes().splitlines():
            found = re.match(rb"(\d{4})-?(\d{2})-?(\d{2}),", line)
            if found:
                days.append(np.datetime64(b"-".join(found.groups()).decode(), "D"))
    return days


def find_stations(files: list[Path]) -> tuple[str, ...]:
    """Return every station column of the files, sorted."""
    found: set[str] = set()
    for file in files:
        with file.open("rb") as opened:
            header = read_header(opened.readline())
        if tuple(name.lower() for name in header[:3]) == KEYS:
            found.update(name for name in header[3:] if name)
    return tuple(sorted(found))
