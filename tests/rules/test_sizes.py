"""A file that grows past its size usually holds two rooms."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 300


def test_files_stay_small() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "*.py", "*.js", "*.css"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    long = {
        name: lines
        for name in listed
        if (ROOT / name).is_file()
        and (lines := len((ROOT / name).read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}
