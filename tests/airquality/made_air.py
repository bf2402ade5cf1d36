"""A small made-up air: known weather, a known trend, an answer that can be told beforehand."""

import numpy as np


def made_weather(days: int, seed: int = 3) -> dict[str, np.ndarray]:
    """Return hours of weather that lasts for days, (hour,) each."""
    draw = np.random.default_rng(seed)
    hours = np.arange(days * 24)
    # A first-order autoregression of half-day memory: weather lasts.
    drive = np.zeros((2, len(hours)))
    noise = draw.normal(0, 1, drive.shape)
    for hour in range(1, len(hours)):
        drive[:, hour] = 0.96 * drive[:, hour - 1] + 0.28 * noise[:, hour]
    season = -np.cos(2 * np.pi * hours / 24 / 365.25)
    return {
        "temperature": 12 + 14 * season + 3 * drive[0],
        "dew_point": 2 + 10 * season + 4 * drive[1],
        "pressure": 1015 - 8 * season - 3 * drive[0],
        "wind_speed": np.exp(0.6 + 0.4 * drive[0]),
        "wind_direction": (180 + 60 * drive[1]) % 360,
    }


def made_values(
    weather: dict[str, np.ndarray], step_at: int, step: float, seed: int = 4
) -> np.ndarray:
    """Return hours of a pollutant, µg/m³: strong wind halves it, from `step_at` on it is x step."""
    draw = np.random.default_rng(seed)
    calm = np.exp(-0.35 * weather["wind_speed"])
    values = 120 * calm * np.exp(0.03 * weather["dew_point"])
    values *= np.where(np.arange(len(values)) >= step_at, step, 1.0)
    return values * np.exp(draw.normal(0, 0.15, len(values)))
