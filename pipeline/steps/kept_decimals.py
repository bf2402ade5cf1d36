"""How exact a concentration stands in a table whose numbers are rounded."""

from airquality.metrics import METRICS


def kept_decimals(metric: str) -> int:
    """Return the decimals that are kept of a metric of `METRICS`: one more than a page prints.

    Errors and intervals of means are not known any better, and the file is half the size.
    """
    return METRICS[metric].decimals + 1
