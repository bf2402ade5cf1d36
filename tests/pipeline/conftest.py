"""A small project on disk, made from parts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.project import Project, load_project

SAMPLES = Path(__file__).resolve().parents[1] / "samples"

PROJECT = """
[city]
id = "testcity"
name_zh = "襄阳"
name_en = "Test"
adcode = "420600"
[period]
start = {start}
end = {end}
[stations]
path = "stations.csv"
codes = [{codes}]
{more}
[[sources]]
id = "raw"
kind = "{kind}"
path = "{path}"
title_zh = "测试"
title_en = "Test"
licence = "none"
credit = "nobody"
{extra}
"""


@pytest.fixture
def samples() -> Path:
    """The folder of small real samples that travel with the checkout."""
    return SAMPLES


@pytest.fixture
def make_project(tmp_path: Path) -> Callable[..., Project]:
    """Write a project file with one source and load it."""

    def make(
        kind: str = "cnemc",
        path: Path | str = "raw",
        codes: tuple[str, ...] = ("1001A", "1002A"),
        start: str = "2019-01-01",
        end: str = "2019-01-02",
        extra: str = "",
        more: str = "",
        stations: str | bytes | None = None,
    ) -> Project:
        listed = "code,name_zh,city,lon,lat,is_control\n" + "".join(
            f"{code},站{code},testcity,{112 + number / 100},32.0,N\n"
            for number, code in enumerate(codes)
        )
        content = listed if stations is None else stations
        raw = content.encode() if isinstance(content, str) else content
        (tmp_path / "stations.csv").write_bytes(raw)
        quoted = ", ".join(f'"{code}"' for code in codes)
        text = PROJECT.format(
            kind=kind, path=path, codes=quoted, start=start, end=end, extra=extra, more=more
        )
        (tmp_path / "project.toml").write_text(text, encoding="utf-8")
        return load_project(tmp_path / "project.toml")

    return make
