"""What the panels of a case's curve are, and where each lies: pixels from the top."""

from dataclasses import dataclass

import numpy as np

from airquality.pollutants import POLLUTANTS
from airquality.weather import WEATHER
from view.case_parts import Curve
from view.theme import POLLUTANT_COLOUR

#: The weather's colour, and a second one for what stands beside it in a panel.
WEATHER_COLOUR, WEATHER_SECOND = "#6b87a3", "#a3855f"
TALL, LOW, SMALL, TITLE, TOP, FOOT = 150, 76, 58, 24, 4, 40
"""Heights in pixels: the leading panel, others, those of little range, a title, above, below."""
LEFT, RIGHT = 46, 14
"""Margins in pixels; the strips above the chart have the same (`assets/4-case.css`)."""
#: Running means that are drawn over the hours, by pollutant.
RUNNING = {"pm25": "pm25_24h", "o3": "o3_8h"}
_LEADS = {"pm25": ("pm25",), "o3": ("o3",), "both": ("pm25", "o3")}
_OTHERS = ("pm25", "pm10", "o3", "no2", "so2", "co")
_WEATHER = (("temperature", "dew_point"), ("wind_speed",), ("pressure",), ("rain",))
_HEIGHTS = {"so2": SMALL, "co": SMALL, "pressure": SMALL, "rain": SMALL}
_DECIMALS = {"wind_speed": 1, "rain": 1, "temperature": 1, "dew_point": 1, "pressure": 0}


@dataclass(frozen=True)
class CasePanel:
    """One panel: the variables that it shows in one unit; number 0 is the top one.

    is_leading: it shows a pollutant that the case is of.
    """

    number: int
    variables: tuple[str, ...]
    height: int
    from_top: int
    is_leading: bool = False

    @property
    def key(self) -> str:
        """What plotly appends to `y` for this panel's axis."""
        return str(self.number + 1) if self.number else ""

    @property
    def first(self) -> str:
        """The variable that the panel is named after."""
        return self.variables[0]


@dataclass(frozen=True)
class CaseSheet:
    """The panels of a case above one another on one time axis."""

    panels: tuple[CasePanel, ...]

    @property
    def inner(self) -> int:
        """Pixels from the top of the first title to the time axis."""
        last = self.panels[-1]
        return last.from_top + last.height

    @property
    def height(self) -> int:
        """Height in pixels of the whole chart."""
        return TOP + self.inner + FOOT

    def domain(self, panel: CasePanel) -> list[float]:
        """Return the share of the plot's height that a panel takes, counted from the bottom."""
        top = 1 - panel.from_top / self.inner
        return [max(top - panel.height / self.inner, 0.0), top]


def sheet_of(rows: list[tuple[str, ...]], leading: int) -> CaseSheet:
    """Return panels of these variables, the first `leading` of them tall."""
    panels, at = [], 0
    for number, variables in enumerate(rows):
        height = TALL if number < leading else _HEIGHTS.get(variables[0], LOW)
        panels.append(CasePanel(number, variables, height, at + TITLE, number < leading))
        at += TITLE + height
    return CaseSheet(tuple(panels))


def hour_sheet(curve: Curve, kind: str) -> CaseSheet:
    """Return the panels of hours: the case's own pollutants, the other ones, the weather.

    Those of which the curve has no value are left out; the leading pollutant stays.
    """
    leads = _LEADS[kind]
    others = [(p,) for p in _OTHERS if p not in leads and has_values(curve, p)]
    weather = [tuple(v for v in row if v in curve.values) for row in _WEATHER]
    rows = [*((p,) for p in leads), *others, *(row for row in weather if row)]
    return sheet_of(rows, len(leads))


def day_sheet(known: set[str], kind: str) -> CaseSheet:
    """Return the panels of daily values, of those metrics that have any."""
    leads = tuple("o3_mda8" if p == "o3" else p for p in _LEADS[kind])
    metrics = ("pm25", "pm10", "o3_mda8", "no2", "so2", "co")
    others = [(m,) for m in metrics if m not in leads and m in known]
    return sheet_of([*((m,) for m in leads), *others], len(leads))


def has_values(curve: Curve, variable: str) -> bool:
    """Return whether a curve has hours of a variable, or its running mean."""
    running = running_mean(curve, variable)
    return variable in curve.values or (running is not None and bool(np.isfinite(running).any()))


def running_mean(curve: Curve, variable: str) -> np.ndarray | None:
    """Return the running mean that belongs to a pollutant; None where it has none."""
    return getattr(curve, RUNNING[variable]) if variable in RUNNING else None


def colour_of(variable: str) -> str:
    """Return the identity colour of a pollutant, of the weather its own."""
    if variable in POLLUTANT_COLOUR:
        return POLLUTANT_COLOUR[variable]
    return WEATHER_SECOND if variable == "dew_point" else WEATHER_COLOUR


def name_of(variable: str, lang: str) -> str:
    """Return a pollutant's symbol, or a weather variable's name."""
    if variable in POLLUTANTS:
        return POLLUTANTS[variable].symbol
    found = WEATHER[variable]
    return found.name_zh if lang == "zh" else found.name_en


def unit_of(variable: str) -> str:
    """Return the unit in which a variable is held and printed."""
    return (POLLUTANTS | WEATHER)[variable].unit


def decimals_of(variable: str) -> int:
    """Return the places to which an hour's value is shown."""
    return POLLUTANTS[variable].decimals if variable in POLLUTANTS else _DECIMALS[variable]
