"""Classes, colours and words of the map."""

import itertools
import math

import pytest

from view.maps import SCALE, class_colours, classes, colour_of, hideout


@pytest.mark.parametrize(
    ("values", "limit"),
    [
        ([54, 70.2, 61], 35.0),
        ([27, 48, 37], 35.0),
        ([10, 12], 35.0),
        ([35.0], 35.0),
        ([5, 400], 35.0),
        ([61, 62], None),
        ([0.0], None),
    ],
)
def test_classes_hold_all_values_and_the_limit(values: list[float], limit: float | None) -> None:
    edges = classes(values, limit)
    assert 2 <= len(edges) <= len(SCALE) + 1
    assert edges[0] <= min(values)
    assert max(values) <= edges[-1]
    assert limit is None or limit in edges
    steps = {round(b - a, 6) for a, b in itertools.pairwise(edges)}
    assert len(steps) == 1


def test_a_value_that_keeps_the_limit_has_the_colour_below_it() -> None:
    edges = [25.0, 30.0, 35.0, 40.0]
    below, _, above = class_colours(edges)[0], None, class_colours(edges)[2]
    assert colour_of(35.0, edges) == class_colours(edges)[1]
    assert colour_of(35.1, edges) == above
    assert colour_of(25.0, edges) == below
    assert colour_of(math.nan, edges) is None


def test_without_values_there_are_no_classes() -> None:
    assert classes([], 35.0) == []
    assert classes([math.nan], 35.0) == []
    assert class_colours([]) == []


def test_darker_is_more_and_no_colour_comes_twice() -> None:
    for n in range(1, len(SCALE) + 1):
        colours = class_colours(list(range(n + 1)))
        assert len(set(colours)) == n
        assert [SCALE.index(c) for c in colours] == sorted(SCALE.index(c) for c in colours)


def test_a_place_without_a_value_has_words_but_no_colour() -> None:
    values = {"a": 30.0, "b": math.nan}
    drawn = hideout(values, {"a": "30"}, {"a": ["A"], "b": ["B", "样本不足"]}, [25, 35], "b")
    assert set(drawn["fill"]) == set(drawn["ink"]) == {"a"}
    assert drawn["tip"]["b"] == ["B", "样本不足"]
    assert drawn["selected"] == "b"
