"""The status of a page's document: 404 where what its address names is not there.

The page itself is drawn by scripts and says in words what to do; a status is what link checkers,
caches and other programs read.
"""

from flask import Flask, Response, request

from layouts import PAGES
from view import options


def tell_missing(server: Flask) -> None:
    """Answer 404 with the document of a page whose address names what is not there."""
    server.after_request(_set_status)


def _set_status(response: Response) -> Response:
    page = next((p for p in PAGES if p.path == request.path), None)
    is_document = response.status_code == 200 and response.mimetype == "text/html"
    if page and is_document and not page.is_there(*options.chosen(request.args.to_dict())):
        response.status_code = 404
    return response
