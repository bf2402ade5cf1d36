"""One figure of a rule, in words."""

from dataclasses import dataclass

VERIFIED, FROM_MEMORY, OWN_CHOICE = "VERIFIED", "FROM MEMORY", "OWN CHOICE"
STATUSES = (VERIFIED, FROM_MEMORY, OWN_CHOICE)


@dataclass(frozen=True)
class Figure:
    """What a figure of a rule means.

    Attributes:
        unit: as printed; empty for a ratio.
        about_zh, about_en: what it decides.
        source: where it is from; empty for an own choice without one.
        status: VERIFIED, the source was read; FROM MEMORY, it was not; OWN CHOICE, there is none.
    """

    unit: str
    about_zh: str
    about_en: str
    source: str
    status: str

    def __post_init__(self) -> None:
        if self.status not in STATUSES:
            raise ValueError(f"{self.status!r} is none of {', '.join(STATUSES)}")


def own_choice(unit: str, about_zh: str, about_en: str, source: str = "") -> Figure:
    """Return a figure that this project chose; `source` is what it was chosen after, if any."""
    return Figure(unit, about_zh, about_en, source, OWN_CHOICE)
