"""What the controls of Trends offer at each grain."""

import pytest

from airquality.metrics import METRICS
from layouts.trends.offers import offers
from view.selection import fit_metrics
from view.steps import STEPS


def test_every_grain_is_offered_under_its_own_names() -> None:
    offered = offers("zh")
    assert list(offered) == list(STEPS)
    assert {"value": "pm25", "label": "PM₂.₅ 年均值"} in offered["annual"]["metrics"]
    assert [m["value"] for m in offered["hourly"]["smooth"]] == ["", "8h", "24h"]
    assert [m["value"] for m in offered["annual"]["smooth"]] == [""]


def test_hours_stand_alone_and_years_hold_all_years() -> None:
    offered = offers("en")
    assert [grain for grain in STEPS if offered[grain]["is_alone"]] == ["hourly"]
    assert offered["annual"]["is_all_years"]
    assert not offered["daily"]["is_all_years"]


@pytest.mark.parametrize("grain", list(STEPS))
def test_what_a_choice_becomes_is_the_rule_of_the_series(grain: str) -> None:
    there = offers("en")[grain]
    for metric in METRICS:
        become = there["becomes"].get(metric, there["otherwise"])
        assert (become,) == fit_metrics((metric,), grain, changed=True)
