"""What the controls of Trends offer at each grain, sent with the page for `assets/js/grain.js`."""

from typing import Any

from airquality.metrics import METRICS
from view.selection import ELSE, MOST_OF_A_YEAR, SMOOTHINGS_AT, metrics_at, stands_for
from view.steps import STEPS
from view.text import text
from view.wording import series_name


def offers(lang: str) -> dict[str, dict[str, Any]]:
    """Return what each grain offers, by its name."""
    return {grain: offers_at(lang, grain) for grain in STEPS}


def offers_at(lang: str, grain: str) -> dict[str, Any]:
    """Return the choices of a grain, and what a choice made at another one becomes there.

    metrics, smooth: a select's data. becomes: the metric shown in place of each, without those that
    have no counterpart; `otherwise` where nothing is left (`view.selection.fit_metrics`). is_alone:
    places cannot be compared, hours being kept as city means only. is_all_years: years cannot be
    laid over one another.
    """
    found = {metric: stands_for(metric, grain, changed=True) for metric in METRICS}
    fitting = ("", *SMOOTHINGS_AT.get(grain, ()))
    means = {smooth: text(lang, f"trends.smooth.{smooth or 'none'}") for smooth in fitting}
    return {
        "metrics": [{"value": m, "label": series_name(lang, m, grain)} for m in metrics_at(grain)],
        "becomes": {metric: there for metric, there in found.items() if there},
        "otherwise": ELSE,
        "smooth": [{"value": value, "label": label} for value, label in means.items()],
        "is_alone": grain == "hourly",
        "is_all_years": grain not in MOST_OF_A_YEAR,
    }
