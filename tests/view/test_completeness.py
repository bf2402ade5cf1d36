"""Shares of hours add up, by their hours and to the right side."""

from typing import Any

import pandas as pd
import pytest

from view.completeness import REASONS, add_up, by, covered, stations_of

MONTHS = pd.to_datetime(["2019-01-01", "2019-02-01"])


def row(station: str, month: int, hours: int, **shares: float) -> dict[str, Any]:
    """Return a row of completeness; what is not named is zero, the rest is valid."""
    missing = {f"share_{reason}": shares.get(reason, 0.0) for reason in REASONS}
    return {
        "station": station,
        "district": "1" if station == "A" else None,
        "period_start": MONTHS[month],
        "hours": hours,
        **missing,
        "share_valid": 1 - sum(missing.values()),
        "share_flagged": shares.get("flagged", 0.0),
    }


FRAME = pd.DataFrame(
    [
        row("A", 0, 744, source_empty=0.5),
        row("A", 1, 248, excluded=0.1, flagged=0.2),
        row("B", 0, 744),
        row("B", 1, 248, not_loaded=1.0),
    ]
)


def test_shares_are_weighted_by_hours() -> None:
    shares = add_up(FRAME)
    assert shares is not None
    assert shares.hours == 1984
    assert shares.source_empty == pytest.approx(372 / 1984)
    assert shares.excluded == pytest.approx(24.8 / 1984)
    assert shares.not_loaded == pytest.approx(248 / 1984)
    assert shares.valid + shares.missing == pytest.approx(1)
    assert shares.largest_reason == "source_empty"


def test_adding_up_by_station_and_month() -> None:
    stations = by(FRAME, "station")
    assert list(stations.index) == ["A", "B"]
    assert stations.loc["A", "share_valid"] == pytest.approx((372 + 223.2) / 992)
    months = by(FRAME, "period_start")
    assert months["share_not_loaded"].tolist() == [0, pytest.approx(0.5)]
    assert months["hours"].tolist() == [1488, 496]


def test_a_group_without_hours_is_left_out() -> None:
    frame = FRAME.assign(hours=[744, 248, 0, 0])
    assert list(by(frame, "station").index) == ["A"]
    assert add_up(frame.assign(hours=0)) is None
    assert add_up(FRAME.iloc[:0]) is None
    assert len(by(FRAME.iloc[:0], "station")) == 0


def test_months_that_no_file_covers_are_no_gap() -> None:
    frame = pd.DataFrame(
        [row("A", 0, 744, not_loaded=1.0), row("B", 0, 744, not_loaded=1.0), row("A", 1, 672)]
    )
    assert covered(frame)["period_start"].tolist() == [MONTHS[1]]
    silent = pd.concat([frame, pd.DataFrame([row("B", 1, 672, not_loaded=1.0)])])
    assert covered(silent)["station"].tolist() == ["A", "B"], "a silent station stays"


@pytest.mark.parametrize(
    ("shares", "side"),
    [
        ({}, "none"),
        ({"source_empty": 0.1}, "source"),
        ({"not_loaded": 0.09, "rejected": 0.01}, "source"),
        ({"rejected": 0.05, "excluded": 0.05}, "system"),
        ({"source_empty": 0.05, "excluded": 0.05}, "both"),
    ],
)
def test_on_whose_side_it_was_lost(shares: dict[str, float], side: str) -> None:
    found = add_up(pd.DataFrame([row("A", 0, 100, **shares)]))
    assert found is not None
    assert found.side == side
    assert (found.largest_reason is None) == (side == "none")


def test_stations_of_a_place() -> None:
    assert stations_of(FRAME, "city", "city") == ("A", "B")
    assert stations_of(FRAME, "city", "1") == ("A",)
    assert stations_of(FRAME, "city", "B") == ("B",)
    assert stations_of(FRAME, "city", "nowhere") == ()
