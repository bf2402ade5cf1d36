"""Layers and circles in a project file: what is refused, with its key path."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import ProjectError
from pipeline.project import Project, load_project

TEMPLATE = Path(__file__).resolve().parents[2] / "data/projects/template/project.toml"
LAYER = """
[[layers]]
id = "burning"
path = "burning.geojson"
title_zh = "禁燃区"
title_en = "No-burn zone"
source_zh = "市政府通告"
source_en = "Notice of the city"
"""
CIRCLES = """
[[circles]]
id = "circles-2km"
title_zh = "国控点 2 km"
title_en = "2 km around stations"
"""


def test_what_is_not_said_has_a_default(
    make_project: Callable[..., Project], tmp_path: Path
) -> None:
    project = make_project(more=LAYER + CIRCLES)
    (layer,), (circles,) = project.layers, project.circles
    assert layer.path == tmp_path / "burning.geojson"
    assert (layer.coordinates, layer.name, layer.most_bytes) == ("wgs84", "name", 20 * 1024**2)
    assert (circles.radius_km, circles.around, circles.counts) == (2.0, "evaluation", ())
    assert project.areas == "district"


def test_a_project_of_cities_says_so(make_project: Callable[..., Project]) -> None:
    assert make_project(more='[boundaries]\nkind = "cnmaps"\nlevel = "city"').areas == "city"


@pytest.mark.parametrize(
    ("more", "place", "words"),
    [
        (LAYER + 'colour = "red"', "layers[1].colour", "write it as #rrggbb"),
        (LAYER + 'colour = "#12345"', "layers[1].colour", "write it as #rrggbb"),
        (LAYER + 'colour = "#fff\\"><script>"', "layers[1].colour", "write it as #rrggbb"),
        (LAYER + 'color = "#123456"', "layers[1].color", "did you mean 'colour'?"),
        (LAYER + "most_mb = 0", "layers[1].most_mb", "greater than 0"),
        (LAYER + 'coordinates = "mars"', "layers[1].coordinates", "'wgs84' or 'gcj02'"),
        (LAYER.replace('"burning"', '"surface"'), "layers[1].id", "every map has"),
        (LAYER.replace('"burning"', '"No Burn"'), "layers[1].id", "pattern"),
        (LAYER.replace("禁燃区", ""), "layers[1].title_zh", "at least 1"),
        (LAYER.replace("source_zh", "sorce_zh"), "layers[1].sorce_zh", "did you mean 'source_zh'"),
        (LAYER + LAYER, "", "two layers have the id burning"),
        (
            LAYER + CIRCLES.replace("circles-2km", "burning"),
            "",
            "two layers have the id burning",
        ),
        (LAYER + CIRCLES + 'counts = ["burnin"]', "", "counts names 'burnin', no layer; the"),
        (CIRCLES + 'counts = ["burning"]', "", "no layer; there is none"),
        (CIRCLES + 'around = "evaluaton"', "circles[1].around", "did you mean 'evaluation'?"),
        (CIRCLES + "radius_km = 0", "circles[1].radius_km", "greater than 0"),
        (CIRCLES + "radius = 2", "circles[1].radius", "did you mean 'radius_km'?"),
        ("[stations.columns]\n[boundaries]\nlevel = 3", "boundaries.level", "'district' or 'city'"),
    ],
)
def test_what_cannot_be_is_named_with_its_place(
    make_project: Callable[..., Project], more: str, place: str, words: str
) -> None:
    with pytest.raises(ProjectError) as caught:
        make_project(more=more)
    found = {problem.place: problem.message for problem in caught.value.problems}
    assert place in found
    assert words in found[place]


def test_stations_are_named_in_one_way(make_project: Callable[..., Project]) -> None:
    with pytest.raises(ProjectError, match="or take `all`: one of them"):
        make_project(more="all = true")


def test_what_the_template_shows_is_right(tmp_path: Path) -> None:
    """The commented lines of the template, taken for what they say."""
    text = TEMPLATE.read_text(encoding="utf-8")
    shown = text[text.index("# [[layers]]") : text.index("# [[seasons]]")]
    file = tmp_path / "project.toml"
    written = "\n".join(line.removeprefix("# ") for line in shown.splitlines())
    file.write_text(text.replace(shown, written + "\n"), encoding="utf-8")
    project = load_project(file)
    assert [layer.id for layer in project.layers] == ["no-burning"]
    assert project.circles[0].counts == ("no-burning",)
