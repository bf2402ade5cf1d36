"""Our scripts and styles, each kind sent as one file.

A page needs some fifty of them, and a browser asks for six at a time: one file each saves a first
visitor seven rounds to the server. The files stay apart in `assets`, where they are read again as
soon as one has changed.
"""

import hashlib
import re
from pathlib import Path

from dash import Dash
from flask import Response

from dashboard.scripts import lasting

#: Names of what is joined here, and so ignored by Dash. It takes from the folder what is left: its
#: own plotly.js in a smaller edition, and pictures.
LEFT_OUT_OF_DASH = r"^(?!plotly\.min\.js$).*\.(?:js|css)$"
_KINDS = {"js": "text/javascript", "css": "text/css"}
_RENDERER = '<script src="/_dash-component-suites/dash/dash-renderer/'


class Bundle:
    """The scripts and styles of one folder, joined in the order of their paths."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._joined: dict[str, tuple[str, bytes]] = {}

    def attach(self, app: Dash) -> None:
        """Serve both files below Dash's own address of assets."""
        for kind in _KINDS:
            rule = f"/assets/qingce.{kind}"
            app.server.add_url_rule(rule, f"bundle_{kind}", self._answer, defaults={"kind": kind})

    def link(self, css: str, scripts: str) -> tuple[str, str]:
        """Return a page's tags of styles and of scripts with ours among them.

        Our scripts come after the components, whose libraries they use, and before the renderer.
        """
        style = f'<link rel="stylesheet" href="{self._address("css")}">'
        script = f'<script src="{self._address("js")}"></script>'
        before, renderer, after = scripts.partition(_RENDERER)
        return f"{css}\n{style}", f"{before}{script}\n{renderer}{after}"

    def joined(self, kind: str) -> bytes:
        """Return the files of a kind ('js' or 'css') as one, read anew where one has changed."""
        return self._read(kind)[1]

    def _address(self, kind: str) -> str:
        return f"/assets/qingce.{kind}?m={self._read(kind)[0]}"

    def _answer(self, kind: str) -> Response:
        return lasting(self.joined(kind), _KINDS[kind])

    def _read(self, kind: str) -> tuple[str, bytes]:
        every = self._folder.rglob(f"*.{kind}")
        files = sorted(f for f in every if re.search(LEFT_OUT_OF_DASH, f.name))
        seen = "\n".join(f"{f} {f.stat().st_mtime_ns}" for f in files)
        signature = hashlib.sha256(seen.encode()).hexdigest()[:16]
        kept = self._joined.get(kind)
        if kept is None or kept[0] != signature:
            # A line of its own and a semicolon: a file may end without either.
            parts = [f.read_bytes() + (b"\n;\n" if kind == "js" else b"\n") for f in files]
            kept = self._joined[kind] = (signature, b"".join(parts))
        return kept
