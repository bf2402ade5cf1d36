"""Every number that a page may show, declared once: what it is, its unit, its limit.

A metric's id is its column in the summary tables. Selectors, axis titles, tooltips, downloads
and the data dictionary are built from these rows, so a new metric needs one row here beside its
column and the function that computes it.
"""

from dataclasses import dataclass

from airquality.pollutants import POLLUTANTS


@dataclass(frozen=True)
class Metric:
    """One statistic of one pollutant (or of all of them).

    Attributes:
        id: column name in the summary tables.
        pollutant: id of the pollutant; None for AQI, ratios and indices.
        statistic: key of the statistic's wording, `statistic.<key>` in the texts.
        unit: as printed; empty for an index, `d` for a count of days.
        decimals: places shown.
        grains: tables whose rows carry the metric: hourly, daily, monthly, annual.
    """

    id: str
    pollutant: str | None
    statistic: str
    unit: str
    decimals: int
    grains: tuple[str, ...]

    @property
    def symbol(self) -> str:
        """How the pollutant is written; AQI and the like have their own word in the texts."""
        return POLLUTANTS[self.pollutant].symbol if self.pollutant else ""


_ROWS: list[Metric] = [
    Metric("pm25", "pm25", "mean", "µg/m³", 0, ("hourly", "daily", "monthly", "annual")),
    Metric("pm10", "pm10", "mean", "µg/m³", 0, ("hourly", "daily", "monthly", "annual")),
    Metric("so2", "so2", "mean", "µg/m³", 0, ("hourly", "daily", "monthly", "annual")),
    Metric("no2", "no2", "mean", "µg/m³", 0, ("hourly", "daily", "monthly", "annual")),
    Metric("co", "co", "mean", "mg/m³", 1, ("hourly", "daily", "monthly", "annual")),
    Metric("o3", "o3", "mean", "µg/m³", 0, ("hourly",)),
    Metric("o3_mda8", "o3", "mda8", "µg/m³", 0, ("daily", "monthly", "annual")),
    Metric("o3_1h_max", "o3", "max_1h", "µg/m³", 0, ("daily",)),
    Metric("o3_mda8_p90", "o3", "p90", "µg/m³", 0, ("monthly", "annual")),
    Metric("co_p95", "co", "p95", "mg/m³", 1, ("monthly", "annual")),
    Metric("aqi", None, "aqi", "", 0, ("daily",)),
    Metric("good_ratio", None, "good_ratio", "%", 1, ("monthly", "annual")),
    Metric("heavy_days", None, "heavy_days", "d", 0, ("monthly", "annual")),
    Metric("composite_index", None, "composite_index", "", 2, ("monthly", "annual")),
]

METRICS: dict[str, Metric] = {metric.id: metric for metric in _ROWS}

#: Averaging of the limit that a metric is held against, by the grain of the series it is drawn
#: in: a limit line belongs to one statistic only (an annual limit says nothing about a day).
#: Months have no limit of their own in GB 3095, so none is drawn.
_LIMIT_OF_GRAIN: dict[tuple[str, str], str] = {
    **{("hourly", p): "1h" for p in ("so2", "no2", "co", "o3")},
    **{("daily", p): "24h" for p in ("pm25", "pm10", "so2", "no2", "co")},
    ("daily", "o3_mda8"): "mda8",
    ("daily", "o3_1h_max"): "1h",
    **{("annual", p): "annual" for p in ("pm25", "pm10", "so2", "no2")},
    ("annual", "co_p95"): "24h",
    ("annual", "o3_mda8_p90"): "mda8",
}


def limit_averaging(metric: str, grain: str) -> str | None:
    """Return the averaging ('1h', '24h', 'mda8', 'annual') whose limit fits metric at grain.

    None where the standard has no limit for that statistic. Source: GB 3095 table 1 for hours,
    days and years; HJ 663 for the percentiles (CO P95 against the daily, O3 P90 against the MDA8
    limit). KeyError for an unknown metric.
    """
    METRICS[metric]
    return _LIMIT_OF_GRAIN.get((grain, metric))
