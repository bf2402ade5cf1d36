"""What the Trends page asks of a snapshot."""

from summaries.store import Snapshot
from view.cache import remembered
from view.lines import CITY_ONLY, Source
from view.queries.series import chosen_places as chosen_places


@remembered
def sources(snapshot: Snapshot, city: str, of_places: bool = False) -> tuple[Source, ...]:
    """Return a city's sources with the time that each covers.

    of_places: only what districts and stations rest on: none that has values of the city alone.
    """
    columns = ["kind", "title_zh", "title_en", "period_start", "period_end"]
    frame = snapshot.read("sources", columns, [("city", "==", city)])
    if of_places:
        frame = frame[frame["kind"] != CITY_ONLY]
    starts, ends = (frame[c].to_numpy("datetime64[s]") for c in ("period_start", "period_end"))
    titles = zip(frame["title_zh"], frame["title_en"], strict=True)
    return tuple(
        Source(str(zh), str(en), start, end)
        for (zh, en), start, end in zip(titles, starts, ends, strict=True)
    )
