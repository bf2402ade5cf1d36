"""Colours and sizes.

Colour means pollution level or identity. Figures hold no light or dark theme: their text, grid
and ground are coloured by `assets/figures.css`, so one cached figure serves both and a switch
needs no server.
"""

from airquality.standards.hj633 import LEVELS

FONT = '"PingFang SC","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",sans-serif'

#: One colour a pollutant, the same on every page, readable on light and dark ground.
POLLUTANT_COLOUR = {
    "pm25": "#c2553a",
    "pm10": "#b8893b",
    "so2": "#7d6bb5",
    "no2": "#4f8f6b",
    "co": "#8a8f98",
    "o3": "#2f86c9",
}
#: Places in the order in which they were chosen.
PLACE_COLOURS = ("#2f86c9", "#d9822b", "#4f9d69", "#9b6bb3")
ACCENT = "#1f7ac2"
LIMIT = "#b0483a"
NEUTRAL = "#8a8f98"

_OFFICIAL = tuple(level.colour for level in LEVELS)
#: Six steps told apart by readers with any common colour vision, and in grey: lightness falls.
_SAFE = ("#fde725", "#a0c44a", "#4daf8d", "#3a7ca5", "#48487f", "#2d0f3f")


def level_colours(palette: str) -> tuple[str, ...]:
    """Return the six colours of the AQI levels, official (HJ 633, table 2) or colour-blind safe."""
    return _SAFE if palette == "safe" else _OFFICIAL


def ink_on(colour: str) -> str:
    """Return black or white, whichever is read better on a colour (WCAG relative luminance)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#000000" if (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) else "#ffffff"
