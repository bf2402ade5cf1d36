"""The change between any two periods: by hand, and whatever the months are."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from view.effect_parts import Months
from view.effect_periods import change_between, same_months


def months(start: str, observed: list[float], normalised: list[float], **own: object) -> Months:
    """Return months from `start` on, of 100 values each and without members unless named."""
    size = len(observed)
    named: dict[str, object] = {
        "values": np.full(size, 100),
        "members": np.empty((0, size)),
        "low": np.full(size, np.nan),
        "high": np.full(size, np.nan),
    }
    starts = np.datetime64(start, "M") + np.arange(size)
    lines = {"observed": np.array(observed), "normalised": np.array(normalised)}
    return Months(starts=starts, **lines, **(named | own))  # type: ignore[arg-type]


def month(text: str) -> np.datetime64:
    return np.datetime64(text, "M")


def test_weighted_means_and_parts_by_hand() -> None:
    # 2015: (60 x 300 + 80 x 100) / 400 = 65; 2016: 50. Normalised: (50 x 300 + 70 x 100) / 400 =
    # 55, then 52: the rest is -3, the weather -15 + 3 = -12.
    own = months("2015-11", [60, 80, 50], [50, 70, 52], values=np.array([300, 100, 200]))
    found = change_between(own, (month("2015-11"), month("2015-12")), (month("2016-01"),) * 2)
    assert (found.observed_from, found.observed_to) == (65.0, 50.0)
    assert (found.change, found.rest, found.weather) == pytest.approx((-15.0, -3.0, -12.0))
    assert (found.rest_low, found.weather_high) == (None, None)
    assert found.to_end == pd.Timestamp("2016-02-01")


def test_the_interval_is_students_t_of_the_members() -> None:
    # Members' changes: -4, -3, -2: standard deviation 1, t(0.975, 2) = 4.3027.
    members = np.array([[10.0, 6.0], [10.0, 7.0], [10.0, 8.0]])
    own = months("2015-01", [20.0, 10.0], [10.0, 7.0], members=members)
    found = change_between(own, (month("2015-01"),) * 2, (month("2015-02"),) * 2)
    assert found.rest == -3.0
    assert (found.rest_low, found.rest_high) == pytest.approx((-7.3027, 1.3027), abs=1e-4)
    assert (found.weather_low, found.weather_high) == pytest.approx((-11.3027, -2.6973), abs=1e-4)


def test_months_without_a_value_are_left_out_and_none_is_none() -> None:
    own = months("2015-01", [40.0, np.nan, 30.0, np.nan], [40.0, np.nan, 32.0, 31.0])
    found = change_between(own, (month("2015-01"), month("2015-02")), (month("2015-03"),) * 2)
    assert (found.change, found.rest, found.months) == (-10.0, -8.0, 1)
    nothing = change_between(own, (month("2015-01"),) * 2, (month("2015-04"),) * 2)
    assert (nothing.change, nothing.weather, nothing.rest, nothing.months) == (None,) * 3 + (0,)


@given(st.lists(st.floats(0, 500), min_size=2, max_size=24), st.data())
def test_parts_add_up(values: list[float], data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.floats(0, 500), min_size=len(values), max_size=len(values)))
    own = months("2014-01", values, lines)
    cut = data.draw(st.integers(1, len(values) - 1))
    first = (own.starts[0], own.starts[cut - 1])
    found = change_between(own, first, (own.starts[cut], own.starts[-1]))
    assert found.change is not None
    assert found.weather is not None
    assert found.rest is not None
    assert found.weather + found.rest == pytest.approx(found.change, abs=1e-9)
    assert min(values) - 1e-9 <= (found.observed_to or 0) <= max(values) + 1e-9


@pytest.mark.parametrize(
    ("former", "latter", "is_same"),
    [
        (("2014-01", "2014-12"), ("2015-01", "2015-12"), True),
        (("2014-04", "2015-03"), ("2015-01", "2015-12"), True),
        (("2014-01", "2014-03"), ("2015-01", "2015-04"), False),
        (("2014-10", "2015-03"), ("2015-04", "2015-09"), False),
    ],
)
def test_seasons_cancel_out_of_the_same_months(
    former: tuple[str, str], latter: tuple[str, str], is_same: bool
) -> None:
    own = months("2014-01", [1.0] * 36, [1.0] * 36)
    spans = (tuple(month(m) for m in span) for span in (former, latter))
    assert same_months(change_between(own, *spans)) is is_same  # type: ignore[arg-type]
