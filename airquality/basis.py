"""On which days a statistic rests: all, without sand dust, without exceptional events."""

from dataclasses import dataclass

import numpy as np

from airquality.pollutants import POLLUTANT_IDS

BASES: tuple[str, ...] = ("all", "without_dust", "without_events", "present_state")
"""`present_state` leaves no day out: it is another state of the same days (`gb3095`)."""

PARTICLES: tuple[str, ...] = ("pm25", "pm10")


@dataclass(frozen=True)
class LeftOut:
    """Days that a basis leaves out.

    Attributes:
        of: by pollutant, bool (day,): days that do not enter its concentrations.
        days: bool (day,): days that are not judged (good days, levels, days above a limit).
    """

    of: dict[str, np.ndarray]
    days: np.ndarray


def days_left_out(basis: str, dust: np.ndarray, exceptional: np.ndarray) -> LeftOut | None:
    """Return the days that a basis leaves out; None where it leaves out none by its nature.

    dust, exceptional: bool (day,), the days of sand dust and of exceptional events.
    * `without_dust`: dust days do not enter PM2.5 and PM10; gases keep them. 环办监测〔2016〕120号
      takes out particles only (its covering letter), and so do CNEMC's monthly reports (2021-07):
      out of the particles and of the composite index. The same reports **keep** dust days among
      the good and heavy days: judged without them, as here, a ratio is our own second count beside
      the official one (basis `all`). Whether hours or days go is not in the letter; here days do.
    * `without_events`: the same, and days of exceptional events (例外事件) leave every item. That
      they do is news of HJ 663-2026; its text was not seen, so the rule is our own.
    KeyError for an unknown basis.
    """
    if basis not in BASES:
        raise KeyError(f"{basis} is none of {', '.join(BASES)}")
    if basis in ("all", "present_state"):
        return None
    every = exceptional if basis == "without_events" else np.zeros_like(exceptional)
    of = {p: every | dust if p in PARTICLES else every for p in POLLUTANT_IDS}
    return LeftOut(of, every | dust)
