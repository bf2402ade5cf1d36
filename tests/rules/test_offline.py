"""Nothing that is served names an outside host, apart from credits shown as text."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
#: Names of formats that look like addresses and are never asked.
NAMES = ("w3.org", "schemas.microsoft.com")
ADDRESS = re.compile(r"""(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}""", re.IGNORECASE)


@pytest.mark.parametrize("folder", ["assets", "layouts", "callbacks", "dashboard", "view"])
def test_no_outside_address(folder: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in sorted((ROOT / folder).rglob("*"))
        # plotly.js is brought by the set-up; its addresses are never asked (browser tests).
        if path.suffix in {".py", ".js", ".css", ".json", ".md"} and path.name != "plotly.min.js"
        for match in ADDRESS.finditer(path.read_text(encoding="utf-8"))
        if not match.group().endswith(NAMES)
    ]
    assert found == []
