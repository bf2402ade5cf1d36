"""What six made-up cities say of made-up measures: well fitted, badly fitted, too few of them."""

from collections.abc import Mapping
from typing import Any

WEIGHTS = (0.6, 0.3, 0.1, 0.0, 0.0, 0.0)
#: observed, synthetic, error before, ratio, rank, reason
_FITTED = (50.0, 75.0, 9.0, 2.4, 1, "")
_POOR = (110.0, 112.0, 45.0, 1.1, 4, "poor_fit")


def made_controls(spans: Mapping[str, tuple[str, str]], fitted_too: str) -> list[dict[str, Any]]:
    """Return a row for each of three measures: a good fit, a poor one, none for want of cities.

    spans: start and end by the measure's id; fitted_too: another pollutant with the first's row.
    """
    fitted, poor, without = spans
    few = {"donors": 0, "placebo_rank": 0, "reason": "too_few_donors"}
    every = {fitted: _numbers(*_FITTED), poor: _numbers(*_POOR), without: few}
    rows = [
        {"measure_id": own, "pollutant": "pm25", "start": spans[own][0], "end": spans[own][1]}
        | {"left_out": 2, "days_before": 365, "days_within": 10}
        | row
        for own, row in every.items()
    ]
    return [*rows, rows[0] | {"pollutant": fitted_too}]


def _numbers(
    observed: float, synthetic: float, error: float, ratio: float, rank: int, reason: str
) -> dict[str, Any]:
    return {
        "observed": observed,
        "synthetic": synthetic,
        "effect": observed - synthetic,
        "effect_pct": 100 * (observed / synthetic - 1),
        "error_before": error,
        "error_before_pct": 100 * error / 60,
        "ratio": ratio,
        "placebo_rank": rank,
        "placebo_p": rank / 7,
        "donors": len(WEIGHTS),
        "reason": reason,
    }


def made_donors(*measures: str, pollutant: str = "pm25") -> list[dict[str, Any]]:
    """Return the six cities of each measure; half of them have no weight."""
    return [
        {"measure_id": own, "pollutant": pollutant, "donor": f"d{n}", "number": n + 1}
        | {"name_zh": f"城市{n}", "name_en": f"City {n}", "weight": weight}
        | {"ratio": 1.2 - 0.1 * n, "distance_km": 300.0 + n}
        for own in measures
        for n, weight in enumerate(WEIGHTS)
    ]
