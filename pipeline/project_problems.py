"""The wording of what is wrong with a project file: key path, and the nearest known key."""

import difflib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from pipeline.errors import InputError

#: Fields of the project that are no keys of its file -> the key that they are read from.
OWN_KEYS = {"file": "", "targets_file": "targets"}


def describe_problems(
    error: ValidationError, model: type[BaseModel], file: str
) -> list[InputError]:
    """Turn what pydantic found into problems with a key path such as `sources[2].hours`.

    An unknown key is named with the nearest key that is known at its place, if one is near.
    """
    described: dict[tuple[str, str], InputError] = {}
    inside = {found["loc"][0] for found in error.errors() if len(found["loc"]) > 1}
    for found in error.errors():
        keys = list(found["loc"])
        if found["type"] == "too_short" and len(keys) == 1 and keys[0] in inside:
            continue  # only because those inside it were refused, which is said of each
        place = _key_path(keys)
        if found["type"] == "extra_forbidden":
            message = unknown_key(str(keys[-1]), _known_keys(model, keys[:-1]))
        elif found["type"] == "missing":
            message = "is missing"
        else:
            message = found["msg"].removeprefix("Value error, ")
        described.setdefault((place, message), InputError(message, file, place))
    return list(described.values())


def unknown_key(key: str, known: Iterable[str]) -> str:
    """Word the refusal of a key, with the nearest known one or all of them."""
    names = sorted(known)
    near = difflib.get_close_matches(key, names, n=1, cutoff=0.6)
    hint = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(names)}"
    return f"is not a known key; {hint}"


def none_of(value: object, known: Iterable[str]) -> str:
    """Word the refusal of a value that must be one of a few words, with the nearest of them."""
    names = list(known)
    near = nearest(str(value), names)
    hint = f"; did you mean {near!r}?" if near else ""
    return f"{value!r} is none of {', '.join(names)}{hint}"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that a misspelt one is nearest to; None where none is near.

    Capitals, points, hyphens and spaces do not count: `PM2.5` is near `pm25`.
    """
    plain = {_plain(name): name for name in known}
    near = difflib.get_close_matches(_plain(word), list(plain), n=1, cutoff=0.6)
    return plain[near[0]] if near else None


def _plain(word: str) -> str:
    return "".join(character for character in word.casefold() if character.isalnum())


def check_overrides(given: Mapping[str, Any], record: type) -> list[str]:
    """Return a message for each override that is no field of the record (a dataclass)."""
    if not is_dataclass(record):
        raise TypeError(f"{record} is not a dataclass")
    known = [field.name for field in fields(record)]
    return [f"`{key}` {unknown_key(key, known)}" for key in given if key not in known]


def check_figures(given: Mapping[str, Any], rule: Any) -> list[str]:
    """Return what is wrong with the figures of one rule: a key, its type, the figure itself.

    rule: a dataclass of numbers that raises ValueError where they cannot be.
    """
    whole = {each.name for each in fields(rule) if isinstance(each.default, int)}
    faults = check_overrides(given, rule)
    for name, value in given.items():
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not math.isfinite(value):
            faults.append(f"`{name}` {value!r} is not a number")
        elif name in whole and isinstance(value, float):
            faults.append(f"`{name}` {value} is not a whole number")
    if faults:
        return faults
    try:
        rule(**given)
    except ValueError as error:
        return [str(error)]
    return []


def _key_path(keys: Sequence[int | str]) -> str:
    """Write a location the way a person counts: the second of `sources` is `sources[2]`."""
    path = ""
    for key in keys:
        if isinstance(key, int):
            path += f"[{key + 1}]"
        elif key in ("tuple[str, ...]", "dict[str,str]") or key.startswith(("tuple[", "dict[")):
            continue
        else:
            path += f".{key}" if path else OWN_KEYS.get(key, key)
    return path


def _known_keys(model: type[BaseModel], keys: Sequence[int | str]) -> list[str]:
    """Return the keys that the model knows at a location."""
    here: Any = model
    for key in keys:
        if isinstance(key, str) and key in here.model_fields:
            here = _model_in(here.model_fields[key].annotation)
            if here is None:
                return []
    return [name for name in here.model_fields if name not in OWN_KEYS]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Find the model inside an annotation such as `tuple[SourceSpec, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        found = _model_in(part)
        if found is not None:
            return found
    return None
