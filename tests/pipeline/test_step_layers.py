"""Layers and circles from the project file to the snapshot."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from pipeline.build import build
from pipeline.cli import main
from pipeline.project import load_project
from summaries.store import Snapshot, SnapshotStore

Write = Callable[..., Path]
DAYS = np.arange("2019-01-01", "2019-02-01", dtype="datetime64[D]")
LAYERS = """
[[layers]]
id = "gates"
path = "gates.geojson"
title_zh = "卡点"
title_en = "Gates"
source_zh = "虚构"
source_en = "made up"
colour = "#123abc"
[[layers]]
id = "none"
path = "absent.geojson"
title_zh = "缺"
title_en = "Absent"
source_zh = "虚构"
source_en = "made up"
"""
#: 9001A lies at 110.1° E, 30.5° N; a degree of latitude has 110.9 km there.
GATES = [(110.1, 30.5), (110.1, 30.517), (110.1, 30.519), (110.3, 30.5)]


def write_city(write: Write, folder: Path) -> Path:
    file = write(folder, DAYS)
    features = [
        {
            "type": "Feature",
            "properties": {"name": f"</script><b>{number}"},
            "geometry": {"type": "Point", "coordinates": place},
        }
        for number, place in enumerate(GATES)
    ]
    (folder / "gates.geojson").write_text(json.dumps({"features": features}), encoding="utf-8")
    text = file.read_text(encoding="utf-8").replace(
        'title_en = "2 km around"', 'title_en = "2 km around"\ncounts = ["gates"]'
    )
    layers = LAYERS.replace('id = "none"', 'id = "absent"')
    file.write_text(text.replace("[[sources]]", layers + "[[sources]]", 1), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def city_file(tmp_path_factory: pytest.TempPathFactory, synthetic_city: Write) -> Path:
    return write_city(synthetic_city, tmp_path_factory.mktemp("layers"))


@pytest.fixture(scope="module")
def snapshot(city_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    out = tmp_path_factory.mktemp("out")
    build([load_project(city_file)], out)
    return SnapshotStore(out).current()


def test_rows_are_those_of_the_file_and_the_stations(snapshot: Snapshot) -> None:
    rows = snapshot.read("layers")
    gates = rows[rows["layer"] == "gates"]
    assert list(gates["number"]) == [1, 2, 3, 4]
    assert list(gates["name_zh"])[:2] == ["</script><b>0", "</script><b>1"]
    assert set(gates["colour"]) == {"#123abc"}
    assert set(gates["kind"]) == {"point"}
    circles = rows[rows["layer"] == "around"]
    # 9005A is the control point: it has no circle.
    assert list(circles["name_en"]) == ["Site 1", "Site 2", "Site 3", "Site 4"]
    assert rows.crs.to_epsg() == 4326


def test_a_circle_says_what_lies_within(snapshot: Snapshot) -> None:
    """Of the gates at 0, 1.885, 2.107 and 19 km two lie within 2 km; the last is 9002A's own."""
    rows = snapshot.read("layers")
    notes = rows[rows["layer"] == "around"].set_index("name_en")["note_en"]
    assert notes["Site 1"] == "within 2 km: Gates: 2"
    assert notes["Site 2"] == "within 2 km: Gates: 1"
    assert notes["Site 3"] == "within 2 km: Gates: 0"


def test_the_file_that_is_not_there_is_a_problem_of_the_snapshot(snapshot: Snapshot) -> None:
    problems = snapshot.read("problems", filters=[("source", "==", "layers")])
    assert list(problems["file"]) == ["absent.geojson"]
    assert list(problems["severity"]) == ["error"]


def test_the_manifest_names_the_files(snapshot: Snapshot, city_file: Path) -> None:
    gates, absent = snapshot.manifest["layers"]
    content = (city_file.parent / "gates.geojson").read_bytes()
    assert gates["file"] == "gates.geojson"
    assert gates["sha256"] == hashlib.sha256(content).hexdigest()
    assert (absent["layer"], absent["sha256"]) == ("absent", "")
    assert str(city_file.parent) not in json.dumps(snapshot.manifest)


def test_what_the_areas_of_a_city_are(snapshot: Snapshot) -> None:
    assert list(snapshot.read("cities")["areas"]) == ["district"]


def test_check_names_what_is_wrong_with_the_maps_files(
    city_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(city_file)]) == 1
    told = " ".join(capsys.readouterr().err.split())
    assert "shili: error: layers, absent.geojson: layer absent: cannot be read" in told
    outlines = city_file.parent / "districts.geojson"
    kept = outlines.read_text(encoding="utf-8")
    outlines.write_text(kept.replace("[11", "[11000"), encoding="utf-8")
    assert main(["check", str(city_file)]) == 1
    told = " ".join(capsys.readouterr().err.split())
    outlines.write_text(kept, encoding="utf-8")
    assert "error: districts.geojson, feature 1: the coordinates" in told
    assert "metres of a projection" in told
