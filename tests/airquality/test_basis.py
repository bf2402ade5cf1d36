"""Days that a basis leaves out, by pollutant."""

import numpy as np
import pytest

from airquality.basis import BASES, days_left_out

DUST = np.array([True, False, False, True])
EVENT = np.array([False, True, False, True])


def test_dust_leaves_the_particles_only() -> None:
    found = days_left_out("without_dust", DUST, EVENT)
    assert found is not None
    for pollutant in ("pm25", "pm10"):
        assert found.of[pollutant].tolist() == [True, False, False, True]
    for pollutant in ("so2", "no2", "co", "o3"):
        assert not found.of[pollutant].any()
    assert found.days.tolist() == [True, False, False, True]


def test_events_leave_everything() -> None:
    found = days_left_out("without_events", DUST, EVENT)
    assert found is not None
    assert found.of["pm10"].tolist() == [True, True, False, True]
    assert found.of["o3"].tolist() == [False, True, False, True]
    assert found.days.tolist() == [True, True, False, True]


def test_the_others_leave_nothing() -> None:
    assert BASES == ("all", "without_dust", "without_events", "present_state")
    assert days_left_out("all", DUST, EVENT) is None
    assert days_left_out("present_state", DUST, EVENT) is None
    with pytest.raises(KeyError, match="without_rain"):
        days_left_out("without_rain", DUST, EVENT)
