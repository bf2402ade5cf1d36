"""What a case is compared by: one quantity of its weather, or one ratio of its pollutants."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Factor:
    """One quantity: its id, names, unit and the decimals it is printed with."""

    id: str
    name_zh: str
    name_en: str
    unit: str
    decimals: int

    def name(self, lang: str) -> str:
        """Return its name in a language."""
        return self.name_zh if lang == "zh" else self.name_en
