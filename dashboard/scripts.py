"""Scripts and styles, compressed once as small as they get.

Brotli at its best makes the scripts of a first visit a tenth smaller than what is quick enough
to do for each visitor, but takes seconds. So a server compresses each file once, on a thread of
its own after it has started, and keeps the result in a folder for the next start. Until a file is
ready, and for browsers that do not take brotli, flask-compress answers as for any other path.
"""

import hashlib
import logging
import os
import re
import threading
from pathlib import Path

import brotli
from dash import Dash
from flask import Response, request
from werkzeug.test import Client

log = logging.getLogger("qingce")

_LINKED = re.compile(r'(?:src|href)="(/[^"]+\.(?:js|css)(?:\?[^"]*)?)"')
_CHUNKS = re.compile(r"/(?:assets|_dash-component-suites)/")
_BEST = 11
#: Seconds for which a browser may keep a file whose address changes with it.
YEAR = 365 * 24 * 3600


def lasting(content: bytes, kind: str) -> Response:
    """Return an answer of a MIME type that browsers and proxies may keep."""
    response = Response(content, mimetype=kind)
    response.cache_control.public = True
    response.cache_control.max_age = YEAR
    return response


class Scripts:
    """The compressed files of one app by their address."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ready: dict[str, tuple[bytes, str]] = {}

    def attach(self, app: Dash) -> None:
        """Answer requests for what is ready, before the app does."""
        app.server.before_request(self._answer)

    def prepare(self, app: Dash, index: str) -> threading.Thread:
        """Compress what an index page links to, on a thread; return the thread, started."""
        addresses = [a for a in _LINKED.findall(index) if _CHUNKS.match(a)]
        thread = threading.Thread(
            target=self._compress_all, args=(app.server.test_client(), addresses), daemon=True
        )
        thread.start()
        return thread

    def _answer(self) -> Response | None:
        address = request.full_path.rstrip("?")
        found = self._ready.get(address)
        if found is None or "br" not in request.headers.get("Accept-Encoding", ""):
            return None
        response = lasting(*found)
        response.headers["Content-Encoding"] = "br"
        response.headers["Vary"] = "Accept-Encoding"
        return response

    def _compress_all(self, client: Client, addresses: list[str]) -> None:
        for address in addresses:
            try:
                answer = client.get(address)
                if answer.status_code == 200:
                    content = self._compress(answer.get_data())
                    self._ready[address] = (content, answer.mimetype or "text/plain")
            except OSError as error:
                log.warning("%s is sent less compressed: %s", address, error)

    def _compress(self, content: bytes) -> bytes:
        kept = self._folder / f"{hashlib.sha256(content).hexdigest()[:32]}.br"
        if kept.is_file():
            return kept.read_bytes()
        compressed = brotli.compress(content, quality=_BEST)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            pending = kept.with_suffix(f".{os.getpid()}")
            pending.write_bytes(compressed)
            os.replace(pending, kept)
        except OSError as error:
            log.info("%s cannot be kept for the next start: %s", kept.name, error)
        return compressed
