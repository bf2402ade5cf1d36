"""What is to be minded of a city's sources, as their project says it."""

from summaries.store import Snapshot
from view.cache import remembered


@remembered
def source_notes(
    snapshot: Snapshot, city: str, lang: str, of_hours: bool = False
) -> tuple[str, ...]:
    """Return the notes of a city's sources in a language, each once; of_hours: of hourly ones."""
    frame = snapshot.read("sources", ["hours", f"note_{lang}"], [("city", "==", city)]).fillna("")
    own = frame[frame["hours"] != ""] if of_hours else frame
    return tuple(note for note in dict.fromkeys(own[f"note_{lang}"].astype(str)) if note)
