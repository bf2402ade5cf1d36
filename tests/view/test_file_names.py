"""Names of files that Trends hands out: the same in both languages, in letters of any machine."""

import pytest

from view.text import LANGUAGES, words

_KEYS = ("trends.series", "levels", "tiles", "hours", "variation", "slopes")


@pytest.mark.parametrize("key", _KEYS)
def test_a_file_has_one_name_in_ascii(key: str) -> None:
    names = {words(lang)[f"{key}.file"] for lang in LANGUAGES}
    assert len(names) == 1
    assert names.pop().isascii()
