"""How many values a statistic needs before it counts: GB 3095-2026 table 4 (2012 is equal).

The rules are one frozen record, so that a project may state its own and every function takes the
record as an argument. Where a rule is known at second hand only, its line says so.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Validity:
    """Least number of values that each statistic needs.

    Attributes:
        hours_a_day: valid hours for a daily mean (GB 3095-2026, table 4).
        hours_a_window: valid hours for an 8-hour mean (the same).
        windows_a_day: valid 8-hour means for an MDA8 (HJ 663-2013 and -2026, 6.1.2).
        first_window_end, last_window_end: the windows of a day end at these hours (hour-ending
            labels); from memory, then confirmed on a month of published national data.
        mda8_limit: with fewer windows the day is still valid if its maximum is over this limit
            (HJ 663, 6.1.2; the grade II limit, µg/m³).
        days_a_month, days_a_february: valid days for a month (GB 3095-2026, table 4).
        days_a_year: valid days for a year, of which every month must be valid too (the same; for
            the percentiles of a year the same counts are used: from memory, HJ 663-2013, 6).
        share_of_stations: least share of a place's evaluation stations with a valid value
            (from memory, HJ 663-2013; therefore a setting).
        share_shown: a statistic of a period is missing, not merely invalid, where fewer of its
            days are valid; our own choice, so that no number rests on a handful of days.
    """

    hours_a_day: int = 20
    hours_a_window: int = 6
    windows_a_day: int = 14
    first_window_end: int = 8
    last_window_end: int = 24
    mda8_limit: float = 160.0
    days_a_month: int = 27
    days_a_february: int = 25
    days_a_year: int = 324
    share_of_stations: float = 0.75
    share_shown: float = 0.5


GB3095 = Validity()
