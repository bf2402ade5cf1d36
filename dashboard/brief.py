"""Write the brief of a case to a file: `python -m dashboard brief CASE --docx`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from flask import Flask

from dashboard.settings import Settings, SettingsError
from summaries.store import SnapshotError, SnapshotStore
from view import cache, options
from view.brief.file import FORMS, BriefError, NoSuchCaseError, brief_file
from view.queries.cases import cases, nearest
from view.text import LANGUAGES


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the brief; 2 where it cannot be, with the reason on the error stream."""
    asked = _parser().parse_args(arguments)
    try:
        written = _write(asked)
    except (SettingsError, SnapshotError, BriefError) as error:
        return _refuse(str(error))
    except NoSuchCaseError as error:
        return _refuse(str(error.args[0]))
    except OSError as error:
        return _refuse(f"cannot write {error.filename}: {error.strerror}")
    print(f"qingce: {written}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dashboard brief",
        description="Write the brief of a case (污染过程简报) from the summaries in use.",
    )
    parser.add_argument("case", help="id of the case, as in its page's address")
    form = parser.add_mutually_exclusive_group(required=True)
    for name in FORMS:
        words = {"docx": "to edit in Word", "pdf": "to print"}[name]
        form.add_argument(f"--{name}", dest="form", action="store_const", const=name, help=words)
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    parser.add_argument(
        "--out", type=Path, help="file or folder (default: here, named by the case)"
    )
    return parser


def _write(asked: argparse.Namespace) -> Path:
    settings = Settings.read()
    server = Flask("brief")
    store = SnapshotStore(settings.summaries, settings.look_seconds)
    cache.attach(server, store, {"CACHE_TYPE": "SimpleCache", "CACHE_DEFAULT_TIMEOUT": 0})
    with server.app_context():
        snapshot = cache.snapshot()
        try:
            made = brief_file(snapshot, asked.case, asked.form, asked.lang)
        except NoSuchCaseError as error:
            city = options.cities(snapshot)[0].id
            near = nearest(snapshot, city, asked.case) or cases(snapshot, city)[:5]
            likely = ", ".join(row.case_id for row in near)
            words = f"there is no case {asked.case!r}; nearest: {likely or 'none'}"
            raise NoSuchCaseError(words) from error
    path = asked.out or Path(made.name)
    path = path / made.name if path.is_dir() else path
    path.write_bytes(made.content)
    return path


def _refuse(reason: str) -> int:
    print(f"qingce: {reason}", file=sys.stderr)
    return 2
