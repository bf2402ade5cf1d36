"""Words by key, in Chinese and English.

The texts live in `view/text/<room>.<lang>.json`, a room a page and one, `common`, for what all
pages share. The same keys stand in each language (a test holds them equal).
"""

import json
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")
_FOLDER = Path(__file__).parent / "text"


@cache
def words(lang: str) -> dict[str, str]:
    """Return every text of a language by `<room>.<key>`; Chinese for an unknown language."""
    lang = lang if lang in LANGUAGES else LANGUAGES[0]
    joined: dict[str, str] = {}
    for path in sorted(_FOLDER.glob(f"*.{lang}.json")):
        room = path.name.removesuffix(f".{lang}.json")
        texts = json.loads(path.read_text(encoding="utf-8"))
        joined.update({f"{room}.{key}": value for key, value in texts.items()})
    return joined


def text(lang: str, key: str, **values: object) -> str:
    """Return the text of key, `{name}` filled in from values.

    Raises KeyError for a key that no file has: a missing word is a defect, not a blank.
    """
    template = words(lang)[key]
    return template.format(**values) if values else template
