"""The command line: exit codes, one-line errors, lists and exports."""

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from pipeline.cli import main

DAYS = np.arange("2019-01-01", "2019-02-01", dtype="datetime64[D]")
ROOT = Path(__file__).resolve().parents[2]
Write = Callable[..., Path]
Captured = pytest.CaptureFixture[str]


def test_build_publishes_and_tells(tmp_path: Path, synthetic_city: Write, capsys: Captured) -> None:
    file = synthetic_city(tmp_path / "city", DAYS)
    assert main(["build", str(file), "--out", str(tmp_path / "out"), "--workers", "2"]) == 0
    told = " ".join(capsys.readouterr().err.split())
    values = 5 * 6 * 24 * 31 + 6 * 41
    for words in (
        f"shili: cells {values:,} = values {values:,} + blank 0 + rejected 0",
        "shili: files 2, of which 0 failed",
        "flagged:",
        "daily_series_compared",
        "hourly_city 744",
        "snapshot ",
    ):
        assert words in told
    assert (tmp_path / "out" / "CURRENT").exists()


def test_a_build_without_effects_says_so(
    tmp_path: Path, synthetic_city: Write, capsys: Captured
) -> None:
    file = synthetic_city(tmp_path / "city", DAYS[:3])
    out = str(tmp_path / "out")
    assert main(["build", str(file), "--out", out, "--without", "effects"]) == 0
    assert "effects_off" in capsys.readouterr().err
    assert main(["export", "model_skill", "--csv", "-", "--out", out]) == 0
    assert "off" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("[period]", "[perriod]"), "shili.toml, perriod: is not a known key; did you mean"),
        (("stations.csv", "none.csv"), "none.csv: the list of stations cannot be read"),
        (("[[sources]]", "[[sources"), "shili.toml: is not TOML"),
        (("wgs84", "mars"), "shili.toml, boundaries.coordinates"),
    ],
)
def test_an_error_is_one_line_with_file_and_place(
    tmp_path: Path,
    synthetic_city: Write,
    capsys: Captured,
    change: tuple[str, str],
    message: str,
) -> None:
    file = synthetic_city(tmp_path / "city", DAYS)
    file.write_text(file.read_text("utf-8").replace(*change), "utf-8")
    assert main(["build", str(file), "--out", str(tmp_path / "out")]) == 2
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error")]
    assert any(message in line for line in told)
    assert "Traceback" not in "".join(told)


def test_an_unwritable_folder_is_told_before_the_work(
    tmp_path: Path, synthetic_city: Write, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = synthetic_city(tmp_path / "city", DAYS)
    (tmp_path / "out").write_text("a file, not a folder")
    monkeypatch.setattr("pipeline.build.build_city", None)
    assert main(["build", str(file), "--out", str(tmp_path / "out" / "deeper")]) == 2
    assert "cannot write to" in capsys.readouterr().err


def test_check_reads_everything_and_writes_nothing(
    tmp_path: Path, synthetic_city: Write, capsys: Captured
) -> None:
    file = synthetic_city(tmp_path / "city", DAYS)
    before = sorted(tmp_path.rglob("*"))
    assert main(["check", str(file)]) == 0
    assert "no errors" in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before
    daily = tmp_path / "city" / "daily.csv"
    daily.write_text(daily.read_text("utf-8").replace("2019-01-03,50", "2019-01-03,many"), "utf-8")
    assert main(["check", str(file)]) == 1
    told = capsys.readouterr().err
    assert "shili: error: daily, daily.csv, line 35" in told
    assert "errors were found" in told


def test_check_ends_with_1_where_nothing_can_be_read(
    tmp_path: Path, synthetic_city: Write, capsys: Captured
) -> None:
    file = synthetic_city(tmp_path / "city", DAYS)
    for name in ("hours.parquet", "daily.csv"):
        (tmp_path / "city" / name).unlink()
    assert main(["check", str(file)]) == 1
    assert "nothing to build from" in capsys.readouterr().err


def test_list_shows_tables_and_snapshots(tiny_snapshot: Path, capsys: Captured) -> None:
    assert main(["list", "--out", str(tiny_snapshot)]) == 0
    told = capsys.readouterr().out
    assert "hourly_city" in told
    assert "17,520" in told
    assert "city x hour" in told
    assert main(["list", "--snapshots", "--out", str(tiny_snapshot)]) == 0
    told = capsys.readouterr().out
    assert "in use" in told
    assert "shili" in told


def test_list_without_snapshot_says_how_to_build_one(tmp_path: Path, capsys: Captured) -> None:
    assert main(["list", "--out", str(tmp_path)]) == 2
    assert "python -m pipeline build" in capsys.readouterr().err


def test_export_writes_the_chosen_rows(
    tiny_snapshot: Path, tmp_path: Path, capsys: Captured
) -> None:
    out = ["--out", str(tiny_snapshot)]
    assert main(["export", "annual", "--csv", "-", "--place", "shili", *out]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["period_start"][:4] for row in rows] == ["2017", "2018", "2019"]
    assert {row["place"] for row in rows} == {"shili"}
    file = tmp_path / "stations.csv"
    assert main(["export", "stations", "--csv", str(file), *out]) == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    read = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))
    assert read[0]["name_zh"] == "站1"
    assert read[0]["geometry"].startswith("POINT (110.1 30.5")


def test_an_export_leaves_packed_arrays_out(tiny_snapshot: Path, capsys: Captured) -> None:
    assert main(["export", "surface_grids", "--csv", "-", "--out", str(tiny_snapshot)]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["stations"] == "9001A,9002A,9003A,9004A,9005A"
    assert not {"cells", "weights", "inverse"} & set(row)


def test_an_export_runs_nothing(tmp_path: Path, synthetic_city: Write, capsys: Captured) -> None:
    file = synthetic_city(tmp_path / "city", DAYS)
    text = file.read_text("utf-8").replace('"A made-up plan"', '"=cmd|calc"')
    file.write_text(text.replace("value = 38.0", "value = 38.0\nstretch = 36.0"), "utf-8")
    out = ["--out", str(tmp_path / "out")]
    assert main(["build", str(file), *out]) == 0
    for table in ("targets", "annual"):
        assert main(["export", table, "--csv", str(tmp_path / f"{table}.csv"), *out]) == 0
    (target,) = csv.DictReader((tmp_path / "targets.csv").open(encoding="utf-8-sig"))
    assert target["source_en"] == "'=cmd|calc"
    assert (target["value"], target["year"]) == ("38.0", "2019")
    first = next(csv.DictReader((tmp_path / "annual.csv").open(encoding="utf-8-sig")))
    assert first["is_valid"] in ("True", "False")
    assert first["period_start"].startswith("2018-01-01")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["targets", "--csv", "-", "--scope", "city"], "targets: has no column scope"),
        (["daily", "--csv", "-", "--city", "nowhere"], "daily: has no rows of city nowhere"),
        (["daily", "--csv", "/no/such/folder/x.csv"], "x.csv: cannot be written"),
    ],
)
def test_an_export_that_cannot_be_is_told(
    tiny_snapshot: Path, capsys: Captured, arguments: list[str], message: str
) -> None:
    assert main(["export", *arguments, "--out", str(tiny_snapshot)]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["build"], ["export", "nope", "--csv", "-"], ["fly"]])
def test_wrong_arguments_end_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


@pytest.mark.parametrize("number", ["0", "-1", "two"])
def test_a_number_of_workers_is_a_whole_number_from_1(number: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        main(["build", "x.toml", "--workers", number])
    assert "is not a whole number from 1" in capsys.readouterr().err


def test_it_runs_as_a_module_and_a_closed_pipe_is_no_trace(tiny_snapshot: Path) -> None:
    command = f"{sys.executable} -m pipeline export daily --csv - --out {tiny_snapshot} | head -2"
    done = subprocess.run(
        command, shell=True, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.startswith("city,scope,place,date")
    assert "Traceback" not in done.stderr
