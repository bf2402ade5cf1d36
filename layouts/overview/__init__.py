"""The parts of the overview."""

from view import ids

PAGE = "overview"


def part(name: str) -> str:
    """Return the id of a part of the page that its callbacks fill."""
    return ids.part(PAGE, name)
