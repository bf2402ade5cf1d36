"""Months and changes of a normalised series that is known by heart."""

import numpy as np
import pytest

from airquality.normalisation.normalised import Normalised
from pipeline.normalised_periods import changes_of, months_of

DAYS = np.arange("2014-01-01", "2016-01-01", dtype="datetime64[D]")


@pytest.fixture
def series() -> Normalised:
    """Days: observed 100, then 80 in 2015; normalised 90, then 85; June 2015 not measured."""
    is_later = np.datetime64("2015-01-01") <= DAYS
    observed = np.where(is_later, 80.0, 100.0)
    observed[DAYS.astype("datetime64[M]") == np.datetime64("2015-06")] = np.nan
    central = np.where(is_later, 85.0, 90.0).astype(np.float32)
    members = np.stack([central - 1, central + 1])
    return Normalised("weather", DAYS.astype("datetime64[h]"), 24, observed, central, members)


def test_a_month_has_what_each_member_says(series: Normalised) -> None:
    months = {str(each.month.start)[:7]: each for each in months_of(series)}
    assert len(months) == 24
    assert months["2015-02"].values == 28
    assert months["2015-02"].members.tolist() == [84.0, 86.0]
    assert months["2015-06"].values == 0
    assert months["2015-06"].members.size == 0
    assert np.isnan(months["2015-06"].month.normalised)


def test_a_change_is_parted_a_year_apart(series: Normalised) -> None:
    changes = changes_of(series)
    kinds = [each.kind for each in changes]
    # Winters of October to March: only that of 2014 to 2015 is whole, and has none before it.
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "year": 1,
        "summer_o3": 1,
        "month": 12,
    }
    year = next(each.change for each in changes if each.kind == "year")
    # Observed 80 - 100, of which 85 - 90 stays with the weather taken out.
    assert (year.change, year.rest, year.weather) == pytest.approx((-20.0, -5.0, -15.0))
    for each in changes:
        before, after = each.change.from_period[0], each.change.to_period[0]
        apart = after.astype("datetime64[M]") - before.astype("datetime64[M]")
        assert apart == np.timedelta64(12, "M")


def test_a_period_measured_too_little_has_no_numbers(series: Normalised) -> None:
    june = [
        each.change
        for each in changes_of(series)
        if each.kind == "month" and str(each.change.to_period[0]).startswith("2015-06")
    ]
    assert len(june) == 1
    assert np.isnan(june[0].change)
