"""The whole way from the files of a made-up city to a published snapshot."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pipeline.build import build
from pipeline.engine import Engine
from pipeline.errors import InputError, ProjectError
from pipeline.project import load_project
from pipeline.tables_of_effects import TABLES_OF_DONORS, TABLES_OF_EFFECTS
from summaries.store import Snapshot, SnapshotStore
from summaries.tables import TABLES

DAYS = np.arange("2019-01-01", "2019-03-01", dtype="datetime64[D]")
Write = Callable[..., Path]


@pytest.fixture(scope="module")
def snapshot(tiny_snapshot: Path) -> Snapshot:
    return SnapshotStore(tiny_snapshot).current()


def _hashes(root: Path) -> dict[str, str]:
    manifest = SnapshotStore(root).current().manifest
    return {name: entry["sha256"] for name, entry in manifest["tables"].items()}


def test_every_table_is_there_and_filled(snapshot: Snapshot) -> None:
    rows = {name: len(snapshot.read(name)) for name in TABLES}
    # The made-up year has no dust, and one year is too short for a change point; the city has no
    # wind, no list of measures, no conclusions, and only one case, which no other is like; without
    # weather there are no effects, of which `model_skill` says why.
    empty = {name for name, count in rows.items() if count == 0}
    nothing = {"special_days", "change_points", "wind_roses", "wind_polar"}
    of_cases = {"measures", "episode_measures", "conclusions", "episode_neighbours"}
    of_effects = set(TABLES_OF_EFFECTS) - {"model_skill"}
    assert empty == nothing | of_cases | of_effects | set(TABLES_OF_DONORS)


def test_two_builds_are_equal_to_the_bit(
    tmp_path: Path, synthetic_city: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = load_project(synthetic_city(tmp_path / "city", DAYS))
    # Small blocks, so that there is something to share out.
    monkeypatch.setattr("pipeline.days.STATIONS_A_BLOCK", 2)
    monkeypatch.setattr("pipeline.days.DAYS_A_BLOCK", 20)
    engines = (Engine(1), Engine(2), Engine(3))
    found = []
    for number, engine in enumerate(engines):
        build([project], tmp_path / str(number), engine)
        found.append(_hashes(tmp_path / str(number)))
    assert found[0] == found[1] == found[2]


def test_the_manifest_is_equal_but_for_the_time(tmp_path: Path, synthetic_city: Write) -> None:
    project = load_project(synthetic_city(tmp_path / "city", DAYS))
    manifests = []
    for folder in ("a", "b"):
        report = build([project], tmp_path / folder)
        manifests.append(json.loads((report.folder / "manifest.json").read_text("utf-8")))
    assert all(manifest.pop("built_at") for manifest in manifests)
    assert manifests[0] == manifests[1]


def test_the_manifest_says_what_went_in_and_nothing_of_the_machine(
    snapshot: Snapshot, tiny_project: Path
) -> None:
    manifest = snapshot.manifest
    by_source = {entry["source"]: entry for entry in manifest["inputs"]}
    assert by_source["hours"]["licence"] == "CC0"
    assert by_source["hours"]["credit"] == "made up for tests"
    (file,) = by_source["hours"]["files"]
    assert file["name"] == "hours.parquet"
    assert file["bytes"] == (tiny_project.parent / "hours.parquet").stat().st_size
    assert manifest["settings"]["shili"]["weights"]["pm25"] == 1.0
    assert manifest["settings"]["shili"]["validity"]["hours_a_day"] == 20
    assert "negative" in manifest["settings"]["shili"]["quality"]["excluded"]
    assert len(manifest["built_by"]["code_sha256"]) == 64
    whole = b"".join(file.read_bytes() for file in snapshot.folder.iterdir())
    for word in (tiny_project.parent, tiny_project.parents[1], Path.home(), Path.cwd()):
        assert str(word).encode() not in whole


def test_a_project_without_any_file_publishes_nothing(
    tmp_path: Path, synthetic_city: Write
) -> None:
    file = synthetic_city(tmp_path / "city", DAYS)
    (tmp_path / "city" / "hours.parquet").unlink()
    (tmp_path / "city" / "daily.csv").unlink()
    with pytest.raises(InputError, match=r"shili.toml, sources: nothing to build from.*hours"):
        build([load_project(file)], tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_one_failing_city_leaves_the_old_snapshot(tmp_path: Path, synthetic_city: Write) -> None:
    good = load_project(synthetic_city(tmp_path / "good", DAYS))
    build([good], tmp_path / "out")
    before = _hashes(tmp_path / "out")
    bad_file = synthetic_city(tmp_path / "bad", DAYS)
    bad_file.write_text(bad_file.read_text("utf-8").replace('"shili"', '"other"'), "utf-8")
    (tmp_path / "bad" / "stations.csv").unlink()
    with pytest.raises(InputError, match=r"stations.csv: .*cannot be read"):
        build([good, load_project(bad_file)], tmp_path / "out")
    assert _hashes(tmp_path / "out") == before
    assert not list((tmp_path / "out").glob(".building-*"))


def test_two_projects_of_one_city_are_refused(tmp_path: Path, synthetic_city: Write) -> None:
    project = load_project(synthetic_city(tmp_path / "city", DAYS))
    with pytest.raises(ProjectError, match="shili is built by another file too"):
        build([project, project], tmp_path / "out")


def test_no_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="no project file is named"):
        build([], tmp_path)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("[quality]\nspike_ration = 3", "did you mean 'spike_ratio'"),
        ('[quality]\nexcluded = ["wrong"]', "'wrong' is no flag"),
        ("[quality]\nplausible_max = { pm1 = 5 }", "'pm1' is no pollutant"),
        ("[quality]\nspike_ratio = 0.5", "ratio above 1"),
    ],
)
def test_quality_settings_that_cannot_be_are_refused(
    tmp_path: Path, synthetic_city: Write, settings: str, message: str
) -> None:
    file = synthetic_city(tmp_path / "city", DAYS)
    file.write_text(file.read_text("utf-8") + settings + "\n", "utf-8")
    with pytest.raises(ProjectError, match=message) as caught:
        build([load_project(file)], tmp_path / "out")
    assert "shili.toml, quality" in str(caught.value)


def test_a_quality_setting_changes_what_is_excluded(tmp_path: Path, synthetic_city: Write) -> None:
    file = synthetic_city(tmp_path / "city", DAYS)
    file.write_text(file.read_text("utf-8") + "[quality]\nplausible_max = { pm25 = 60 }\n", "utf-8")
    report = build([load_project(file)], tmp_path / "out")
    assert report.cities[0].flagged["above_range"] > 100
    assert report.cities[0].excluded >= report.cities[0].flagged["above_range"]


def test_the_report_counts_everything(tmp_path: Path, synthetic_city: Write) -> None:
    report = build([load_project(synthetic_city(tmp_path / "city", DAYS))], tmp_path / "out")
    (city,) = report.cities
    assert city.totals.files == 2
    hours = 5 * 6 * 24 * len(DAYS)
    days = 6 * 41
    assert city.totals.values == hours + days
    snapshot = SnapshotStore(tmp_path / "out").current()
    assert report.rows == {name: len(snapshot.read(name)) for name in TABLES}
    assert report.bytes == sum(file.stat().st_size for file in snapshot.folder.iterdir())


def test_a_broken_file_is_counted_and_the_rest_is_built(
    tmp_path: Path, synthetic_city: Write
) -> None:
    file = synthetic_city(tmp_path / "city", DAYS)
    path = tmp_path / "city" / "hours.parquet"
    folder = tmp_path / "city" / "hours"
    folder.mkdir()
    shutil.move(path, folder / "good.parquet")
    whole = (folder / "good.parquet").read_bytes()
    (folder / "short.parquet").write_bytes(whole[: len(whole) // 2])
    file.write_text(file.read_text("utf-8").replace("hours.parquet", "hours"), "utf-8")
    report = build([load_project(file)], tmp_path / "out")
    assert report.cities[0].totals.files_failed == 1
    problems = SnapshotStore(tmp_path / "out").current().read("problems")
    broken = problems[problems["file"] == "short.parquet"]
    assert list(broken["severity"]) == ["error"]
    assert len(SnapshotStore(tmp_path / "out").current().read("hourly_city")) == 24 * len(DAYS)


def test_only_the_newest_snapshots_are_kept(tmp_path: Path, synthetic_city: Write) -> None:
    ids = []
    for end in ("2019-02-01", "2019-02-05", "2019-02-10"):
        days = np.arange("2019-01-01", end, dtype="datetime64[D]")
        project = load_project(synthetic_city(tmp_path / end, days))
        ids.append(build([project], tmp_path / "out", keep=2).snapshot)
    kept = {path.name for path in (tmp_path / "out").iterdir() if path.is_dir()}
    # Built within a second or so of each other: the current one always stays.
    assert ids[2] in kept
    assert len(kept) == 2
    assert build([project], tmp_path / "out", keep=1).snapshot == ids[2]
    assert {path.name for path in (tmp_path / "out").iterdir()} == {ids[2], "CURRENT"}


def test_a_second_city_adds_rows_and_changes_none(tmp_path: Path, synthetic_city: Write) -> None:
    first = load_project(synthetic_city(tmp_path / "one", DAYS))
    file = synthetic_city(tmp_path / "two", DAYS)
    file.write_text(file.read_text("utf-8").replace('"shili"', '"erhao"'), "utf-8")
    build([first], tmp_path / "alone")
    build([load_project(file), first], tmp_path / "both")
    alone = SnapshotStore(tmp_path / "alone").current()
    both = SnapshotStore(tmp_path / "both").current()
    for name in ("daily", "monthly", "profiles", "completeness"):
        of_first = both.read(name, filters=[("city", "==", "shili")])
        pd.testing.assert_frame_equal(of_first, alone.read(name))
        assert set(both.read(name)["city"]) == {"erhao", "shili"}
