"""Every text in both languages, with the same places to fill in."""

import ast
import json
import string
from pathlib import Path

import pytest

from pipeline.sources import FORMATS
from view.text import LANGUAGES, text, words

ROOT = Path(__file__).resolve().parents[2]


def places(template: str) -> set[str]:
    """Return the names in braces of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_same_keys_in_each_language() -> None:
    chinese, english = (set(words(lang)) for lang in LANGUAGES)
    assert chinese == english


def test_same_places_in_each_language() -> None:
    chinese, english = (words(lang) for lang in LANGUAGES)
    different = {k for k in chinese if places(chinese[k]) != places(english.get(k, ""))}
    assert different == set()


def test_no_key_twice_in_a_file() -> None:
    def refuse(pairs: list[tuple[str, str]]) -> dict[str, str]:
        names = [name for name, _ in pairs]
        assert len(names) == len(set(names)), f"twice: {names}"
        return dict(pairs)

    files = sorted((ROOT / "view" / "text").glob("*.json"))
    assert files
    for path in files:
        json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=refuse)


def test_every_key_written_in_the_code_is_there() -> None:
    known = words("zh")
    missing = []
    for room in ("view", "layouts", "callbacks", "dashboard"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "text"):
                    continue
                key = node.args[1] if len(node.args) > 1 else None
                if isinstance(key, ast.Constant) and key.value not in known:
                    missing.append(f"{path.name}: {key.value}")
    assert missing == []


def test_every_raw_format_has_a_name() -> None:
    assert FORMATS
    for lang in LANGUAGES:
        assert {f"data.kind.{kind}" for kind in FORMATS} - set(words(lang)) == set()


def test_a_missing_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        text("zh", "common.no-such-key")
