"""The plain format: units and labels said, never guessed; the template that a user fills in."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from airquality.hours import Gap
from pipeline.cli import main
from pipeline.project import Project, load_project
from pipeline.report import Report
from pipeline.sources import FORMATS, SourceData
from summaries.store import SnapshotStore

TEMPLATE = Path(__file__).resolve().parents[2] / "data/projects/template"
HEAD = "# hours: beginning\n# unit pm25: ug/m3\nstation,time,pollutant,value\n"


def read(project: Project) -> tuple[SourceData, Report]:
    report = Report("raw")
    return FORMATS["tidy"].read(project.sources[0], project, report), report


@pytest.fixture
def make_tidy(make_project: Callable[..., Project], tmp_path: Path) -> Callable[..., Project]:
    def make(content: str | bytes, extra: str = "") -> Project:
        raw = content.encode() if isinstance(content, str) else content
        (tmp_path / "hours.csv").write_bytes(raw)
        return make_project("tidy", "hours.csv", extra=extra)

    return make


def test_template_builds_a_grid() -> None:
    project = load_project(TEMPLATE / "project.toml")
    data, report = read(project)
    assert report.counts() == {}
    assert data.pollution is not None
    assert data.weather is not None
    first = {name: data.pollution.of(name)[0, 0] for name in data.pollution.variables}
    expected = {"pm25": 66, "pm10": 103, "so2": 10, "no2": 46, "co": np.float32(1.0), "o3": 18}
    assert first == expected
    assert data.pollution.of("pm25")[1, 47] == 49
    assert data.pollution.gaps[0, 0, 1] == Gap.SOURCE_EMPTY
    assert data.weather.of("wind_direction")[0, 0] == 225
    assert report.totals.cells == 720


def test_template_is_checked_and_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(TEMPLATE / "project.toml")
    assert main(["check", file]) == 0
    assert main(["build", file, "--out", str(tmp_path)]) == 0
    assert "Traceback" not in capsys.readouterr().err
    days = SnapshotStore(tmp_path).current().read("daily", filters=[("scope", "==", "city")])
    assert days["aqi"].notna().tolist() == [True, True]


@pytest.mark.parametrize(
    ("pollutant", "said"),
    [
        ("pm25", "hours.csv, source raw: nothing to build from: no day of the period has"),
        ("rain", "hours.csv: nothing to build from: weather only"),
    ],
)
def test_check_says_what_build_cannot_use(
    make_tidy: Callable[..., Project],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    pollutant: str,
    said: str,
) -> None:
    head = HEAD + "".join(f"1001A,2019-01-01 {hour:02}:00,{pollutant},1\n" for hour in range(11))
    make_tidy(head.replace("# unit pm25", "# unit rain: mm\n# unit pm25"))
    file = str(tmp_path / "project.toml")
    for command, code in ((["check", file], 1), (["build", file, "--out", str(tmp_path)], 2)):
        assert main(command) == code
        assert f"error: {said}" in capsys.readouterr().err


def test_template_explains_itself_in_both_languages() -> None:
    text = (TEMPLATE / "README.md").read_text(encoding="utf-8")
    for said in ("## 中文", "## English", "# hours: ending", "# unit pm25: µg/m³", "# state:"):
        assert said in text


@pytest.mark.parametrize(
    "time",
    ["2019-01-01 05:00", "2019-01-01 05:00:00", "2019-01-01T05:00", "2019/1/1 5:00"],
)
def test_spellings_of_a_time(make_tidy: Callable[..., Project], time: str) -> None:
    data, report = read(make_tidy(f"{HEAD}1001A,{time},pm25,7\n"))
    assert report.counts() == {}
    assert data.pollution is not None
    assert data.pollution.of("pm25")[0, 5] == 7
    assert data.weather is None


def test_ending_hours_move_back_by_one(make_tidy: Callable[..., Project]) -> None:
    content = HEAD.replace("beginning", "ending") + "1001A,2019-01-02 00:00,pm25,7\n"
    data, _ = read(make_tidy(content))
    assert data.pollution is not None
    assert data.pollution.of("pm25")[0, 23] == 7


def test_hour_label_must_be_said_once(make_tidy: Callable[..., Project]) -> None:
    row = "1001A,2019-01-01 05:00,pm25,7\n"
    unsaid = HEAD.replace("# hours: beginning\n", "") + row
    data, report = read(make_tidy(unsaid))
    assert data.is_empty
    assert report.count("hours_unsaid") == 1
    data, _ = read(make_tidy(unsaid, 'hours = "ending"'))
    assert data.pollution is not None
    assert data.pollution.of("pm25")[0, 4] == 7
    data, report = read(make_tidy(HEAD + row, 'hours = "ending"'))
    assert data.is_empty
    assert report.count("hours_unsaid") == 1


def test_units_are_converted(make_tidy: Callable[..., Project]) -> None:
    content = (
        "# hours: beginning\n# unit pm25: mg/m3\n# unit co: μg/m³\n# unit temperature: K\n"
        "# unit pressure: kPa\nstation,time,pollutant,value\n"
        "1001A,2019-01-01 00:00,pm25,0.035\n1001A,2019-01-01 00:00,co,800\n"
        "1001A,2019-01-01 00:00,temperature,273.15\n1001A,2019-01-01 00:00,pressure,101.3\n"
    )
    data, report = read(make_tidy(content))
    assert report.counts() == {}
    assert data.pollution is not None
    assert data.weather is not None
    assert data.pollution.of("pm25")[0, 0] == np.float32(35)
    assert data.pollution.of("co")[0, 0] == np.float32(0.8)
    assert data.weather.of("temperature")[0, 0] == 0
    assert data.weather.of("pressure")[0, 0] == np.float32(1013)


def test_mixing_ratio_needs_a_state(make_tidy: Callable[..., Project]) -> None:
    """100 ppb of ozone at 298.15 K and 1013.25 hPa is 196.2 µg/m³."""
    content = "# hours: beginning\n# unit o3: ppb\n{}station,time,pollutant,value\n"
    content += "1001A,2019-01-01 00:00,o3,100\n"
    data, report = read(make_tidy(content.format("")))
    assert data.is_empty
    assert report.count("unit_unknown") == 1
    data, _ = read(make_tidy(content.format("# state: 298.15 K, 1013.25 hPa\n")))
    assert data.pollution is not None
    assert data.pollution.of("o3")[0, 0] == pytest.approx(196.2, abs=0.05)
    data, report = read(make_tidy(content.format("# state: warm\n")))
    assert data.is_empty


@pytest.mark.parametrize(
    ("line", "unit", "kind"),
    [
        ("1001A,2019-01-01 00:00,pm2.5,7", "pm2.5: µg/m³", "pollutant_unknown"),
        ("1001A,2019-01-01 00:00,o3,7", "no2: µg/m³", "unit_unknown"),
        ("1001A,2019-01-01 00:00,o3,7", "o3: grains", "unit_unknown"),
        ("1001A,2019-01-01 00:00,pm10,7", "pm10: ppb", "unit_unknown"),
        ("1001A,2019-01-01 00:30,pm25,7", "", "row_without_time"),
        ("1001A,2019-02-30 00:00,pm25,7", "", "row_without_time"),
        ("1001A,2019-01-01 00:00+08:00,pm25,7", "", "row_without_time"),
        ("7777A,2019-01-01 00:00,pm25,7", "", "station_unknown"),
        ("1001A,2019-01-01 00:00,pm25,seven", "", "text_in_cell"),
        ("1001A,2018-12-31 23:00,pm25,7", "", "outside_period"),
    ],
)
def test_what_cannot_be_used_is_counted_with_its_place(
    make_tidy: Callable[..., Project], line: str, unit: str, kind: str
) -> None:
    head = f"# unit {unit}\n{HEAD}" if unit else HEAD
    data, report = read(make_tidy(f"{head}{line}\n1001A,2019-01-01 05:00,pm25,9\n"))
    assert data.pollution is not None
    assert data.pollution.of("pm25")[0, 5] == 9
    assert report.count(kind) == 1
    problem = next(problem for problem in report if problem.kind == kind)
    assert problem.file == "hours.csv"
    if kind in ("row_without_time", "station_unknown", "text_in_cell"):
        assert problem.place == "line 4"


def test_hour_twice(make_tidy: Callable[..., Project]) -> None:
    rows = ["00:00,pm25,5", "00:00,pm25,6", "01:00,pm25,5", "01:00,pm25,5", "02:00,pm25,"]
    rows += ["02:00,pm25,4"]
    data, report = read(make_tidy(HEAD + "".join(f"1001A,2019-01-01 {row}\n" for row in rows)))
    assert data.pollution is not None
    np.testing.assert_array_equal(data.pollution.of("pm25")[0, :3], [np.nan, 5, 4])
    assert data.pollution.gaps[0, 0, 0] == Gap.REJECTED
    assert report.count("contradiction") == 1
    assert report.count("hour_twice") == 3
    assert (report.totals.cells, report.totals.rejected) == (3, 1)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty_file"),
        (b"# hours: beginning\n", "not_a_table"),
        (b"station,time,pollutant,value\n", "empty_file"),
        (b"date,hour,type,1001A\n20190101,1,PM2.5,5\n", "header_unknown"),
        (b"\x00\x01\x02", "not_text"),
    ],
)
def test_unusable_file(make_tidy: Callable[..., Project], content: bytes, kind: str) -> None:
    data, report = read(make_tidy(content))
    assert data.is_empty
    assert report.count(kind) == 1
    assert report.totals.files_failed == 1


def test_missing_file_is_said(make_project: Callable[..., Project]) -> None:
    data, report = read(make_project("tidy", "absent.csv"))
    assert data.is_empty
    assert report.count("nothing_to_read") == 1


def test_parquet_with_units_in_its_metadata(
    make_project: Callable[..., Project], tmp_path: Path
) -> None:
    hours = np.array(["2019-01-01T00", "2019-01-01T01"], dtype="datetime64[us]")
    columns = {
        "station": ["1001A"] * 2,
        "time": hours,
        "pollutant": ["o3"] * 2,
        "value": [1.5, None],
    }
    table = pa.table(columns).replace_schema_metadata({"hours": "beginning", "unit o3": "µg/m³"})
    pq.write_table(table, tmp_path / "hours.parquet")
    data, report = read(make_project("tidy", "hours.parquet"))
    assert report.counts() == {}
    assert data.pollution is not None
    assert data.pollution.of("o3")[0, 0] == 1.5
    assert data.pollution.gaps[data.pollution.variables.index("o3"), 0, 1] == Gap.SOURCE_EMPTY


def test_parquet_with_units_in_the_project_file(
    make_project: Callable[..., Project], tmp_path: Path
) -> None:
    columns = {
        "station": ["1001A"],
        "time": ["2019-01-01 03:00"],
        "pollutant": ["o3"],
        "value": [2.0],
    }
    pq.write_table(pa.table(columns), tmp_path / "hours.parquet")
    extra = 'hours = "beginning"\nunits = { o3 = "µg/m³" }'
    data, _ = read(make_project("tidy", "hours.parquet", extra=extra))
    assert data.pollution is not None
    assert data.pollution.of("o3")[0, 3] == 2


def test_broken_parquet(make_project: Callable[..., Project], tmp_path: Path) -> None:
    (tmp_path / "hours.parquet").write_bytes(b"PAR1 and then nothing")
    data, report = read(make_project("tidy", "hours.parquet"))
    assert data.is_empty
    assert report.count("unreadable") == 1
