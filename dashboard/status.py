"""The status of a page's document: 404 where what its address names is not there.

The page itself is drawn by scripts and says in words what to do; a status is what link checkers,
caches and other programs read.
"""

import logging
from collections.abc import Callable

from flask import Flask, Response, request

from layouts import PAGES
from summaries.store import Snapshot
from view import options
from view.state import ViewState

log = logging.getLogger("qingce")


def tell_missing(server: Flask) -> None:
    """Answer 404 with the document of a page whose address names what is not there."""
    server.after_request(_set_status)


def _set_status(response: Response) -> Response:
    page = next((p for p in PAGES if p.path == request.path), None)
    is_document = response.status_code == 200 and response.mimetype == "text/html"
    if page and page.is_there and is_document and not _is_there(page.is_there):
        response.status_code = 404
    return response


def _is_there(asked: Callable[[Snapshot, ViewState], bool]) -> bool:
    """Return whether what is asked for is there; yes where that cannot be found out.

    The scripts then draw the page and say what failed, which an answer of 500 would not.
    """
    try:
        return asked(*options.chosen(request.args.to_dict()))
    except Exception:
        log.exception("whether %s is there could not be found out", request.path)
        return True
