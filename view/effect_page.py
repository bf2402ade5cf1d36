"""What every card of the page Effects begins with: the choice made whole, and the model's state."""

from dataclasses import dataclass
from typing import Any

from summaries.store import Snapshot
from view import effect_choice, options
from view.effect_parts import Change, Months, Skill
from view.effect_periods import change_between
from view.figures.waterfall import Told
from view.queries import effects as query
from view.readings.effects import poor_words, told
from view.state import ViewState

_LEAST = "least_r2"


@dataclass(frozen=True)
class Shown:
    """A settled choice with the skill of its model.

    Attributes:
        snapshot: the one in use.
        state: settled: pollutant, measure and periods are named.
        skills: of the model; one row with a reason where there is none.
        least: R² below which nothing is judged, None where the snapshot does not say.
        poor: what stands in place of a verdict where the model is not good enough; '' else.
    """

    snapshot: Snapshot
    state: ViewState
    skills: tuple[Skill, ...]
    least: float | None
    poor: str

    @property
    def months(self) -> Months:
        """The months of the chosen scheme."""
        state = self.state
        scheme = effect_choice.scheme_of(state)
        return query.months(self.snapshot, state.city, state.modelled, scheme)

    def changes(self, kind: str) -> tuple[Told, ...]:
        """Return the changes of a kind with the names of their periods, the earliest first."""
        state, scheme = self.state, effect_choice.scheme_of(self.state)
        if kind == "own":
            found: tuple[Change, ...] = self._own()
        else:
            found = query.changes(self.snapshot, state.city, state.modelled, scheme, kind)
        return tuple(told(state.lang, change) for change in found)

    def newest(self, kind: str) -> Told | None:
        """Return the newest change of a kind that is known; None where none is."""
        known = (one for one in self.changes(kind)[::-1] if one.change.change is not None)
        return next(known, None)

    def _own(self) -> tuple[Change, ...]:
        if not (self.state.former and self.state.latter):
            return ()
        spans = (effect_choice.read_span(s) for s in (self.state.former, self.state.latter))
        return (change_between(self.months, *spans),)


def shown(data: Any) -> Shown:
    """Return what a viewer's choice shows; `data` is untrusted."""
    snapshot, state = options.chosen(data)
    state = effect_choice.settled(snapshot, state)
    skills = query.skills(snapshot, state.city, state.modelled)
    rules = query.rules(snapshot, state.city)
    least = next((rule.value for rule in rules if rule.figure == _LEAST), None)
    return Shown(snapshot, state, skills, least, poor_words(state.lang, skills, least))
