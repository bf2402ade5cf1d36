"""What the Trends page asks of a snapshot."""

from typing import Any

from airquality.metrics import METRICS
from summaries.store import Snapshot
from view.cache import remembered
from view.lines import Source
from view.queries.series import chosen_places as chosen_places


def slope_metrics(metrics: tuple[str, ...]) -> tuple[str, ...]:
    """Return the metrics of the table of trends that stand for the chosen ones, each once."""
    chosen = (METRICS[m].pollutant for m in metrics)
    found = ("o3_mda8" if pollutant == "o3" else pollutant for pollutant in chosen if pollutant)
    return tuple(dict.fromkeys(found))


@remembered
def slopes(snapshot: Snapshot, city: str, scope: str, place: str) -> dict[str, dict[str, Any]]:
    """Return the trends of a place by metric, each row with its interval in per cent too.

    Adds `low_pct`, `high_pct`: the bounds over the mean of the monthly values, as `slope_pct` is.
    """
    own = [("city", "==", city), ("scope", "==", scope), ("place", "==", place)]
    frame = snapshot.read("trends", filters=[*own, ("basis", "==", "all")])
    monthly = snapshot.read("monthly", sorted(set(frame["metric"])), own)
    mean = frame["metric"].map(monthly.astype("float64").mean()).astype("float64")
    mean = mean.where(mean > 0)
    whole = frame.assign(
        low_pct=100 * frame["slope_low"] / mean, high_pct=100 * frame["slope_high"] / mean
    )
    return {
        str(row["metric"]): {str(name): value for name, value in row.items()}
        for row in whole.to_dict("records")
    }


@remembered
def sources(snapshot: Snapshot, city: str) -> tuple[Source, ...]:
    """Return a city's sources with the time that each covers."""
    frame = snapshot.read(
        "sources", ["title_zh", "title_en", "period_start", "period_end"], [("city", "==", city)]
    )
    starts, ends = (frame[c].to_numpy("datetime64[s]") for c in ("period_start", "period_end"))
    titles = zip(frame["title_zh"], frame["title_en"], strict=True)
    return tuple(
        Source(str(zh), str(en), start, end)
        for (zh, en), start, end in zip(titles, starts, ends, strict=True)
    )
