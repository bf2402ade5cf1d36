"""Why a model is not made: a reason that a table keeps, and words for whoever reads the report."""

REASONS: tuple[str, ...] = ("no_weather", "too_short", "too_few", "constant", "reference_state")
"""What may be wrong with the data: no weather beside the pollutant, less than half a year, too few
values, values that do not vary, values in two reference states."""


class NormalisationError(ValueError):
    """Data that allow no model. `reason` is one of `REASONS`; the message says it in words."""

    def __init__(self, reason: str, words: str) -> None:
        if reason not in REASONS:
            raise KeyError(f"{reason} is none of {', '.join(REASONS)}")
        super().__init__(words)
        self.reason = reason
