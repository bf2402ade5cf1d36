"""The front matter of a Markdown file: keys with their values as they are written, and lines.

Values stay text, so that `2016-02-30` and `1.0` are refused by whoever knows what they should be,
with the line, and are not turned into something else before.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml
from frontmatter import YAMLHandler

#: Front matter is a few lines; what is longer is no front matter (our own choice).
MOST_CHARACTERS = 4000
_SHAPE = (
    "write it between two lines ---, a `key: value` a line (the colon half-width, a space after)"
)


@dataclass(frozen=True)
class Entry:
    """One key: what it says, on one line, and the line of the file where it stands."""

    key: str
    value: str
    line: int


class FrontMatterError(ValueError):
    """A file has no front matter that can be read; `line` is where."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def split_front_matter(content: str) -> tuple[list[Entry], str, int]:
    """Return the entries of the front matter, the text after it and the line that ends it.

    content has line ends `\\n`. Raises FrontMatterError where there is none, or where it is not a
    list of single values by key.
    """
    blank = len(content) - len(content.lstrip("\n \t"))
    before, content = content[:blank].count("\n"), content[blank:]
    handler = YAMLHandler()
    if content.startswith("+++"):
        raise FrontMatterError(f"front matter in TOML is not read: {_SHAPE}", before + 1)
    if not handler.detect(content):
        raise FrontMatterError(f"there is no front matter: {_SHAPE}", before + 1)
    try:
        head, text = handler.split(content)
    except ValueError:
        raise FrontMatterError("the front matter is not closed by a line ---", before + 1) from None
    first = before + content[: content.index(head, 3)].count("\n") + 1
    if len(head) > MOST_CHARACTERS:
        message = f"the front matter has {len(head)} characters, at most {MOST_CHARACTERS} are read"
        raise FrontMatterError(message, first)
    return _entries(head, first), text.strip(), first + head.count("\n")


def _entries(head: str, first: int) -> list[Entry]:
    """Return the entries; first: the line of the file in which head begins."""
    try:
        node = yaml.compose(head, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        # What is not closed is found at the end of the text, a line after the last.
        last = head.rstrip().count("\n")
        line = first + (min(mark.line, last) if mark else 0)
        raise FrontMatterError(f"the front matter is no YAML ({error.problem})", line) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise FrontMatterError("the front matter is no YAML", first) from error
    if not isinstance(node, yaml.MappingNode):
        raise FrontMatterError(f"the front matter has no keys: {_SHAPE}", first)
    entries = []
    for key, value in node.value:
        line = first + key.start_mark.line
        if not isinstance(key, yaml.ScalarNode) or not isinstance(value, yaml.ScalarNode):
            raise FrontMatterError("a key of the front matter has more than one value", line)
        is_null = value.tag == "tag:yaml.org,2002:null"
        entries.append(Entry(key.value, "" if is_null else " ".join(value.value.split()), line))
    return entries
