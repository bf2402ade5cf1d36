"""Headers that keep a page to itself: no outside host, no eval, no framing."""

import base64
import hashlib
import re

from dash import Dash
from flask import Response

_INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def secure(app: Dash, tiles: str = "") -> None:
    """Send security headers with every answer of the app; tiles: the address of those, if any.

    The policy allows the inline scripts of the app's own index page by their hash. They are read
    from the page of the first request, whose address is the app's own: Dash adds one script
    only then, and no word of a visitor's is ever hashed.
    """
    policy: list[str] = []

    def add_headers(response: Response) -> Response:
        if not policy and app.server.config.get("QINGCE_WARM"):
            policy.append(content_policy(app.server.config["QINGCE_WARM"], tiles))
        response.headers.update(_HEADERS)
        if policy:
            response.headers["Content-Security-Policy"] = policy[0]
        return response

    app.server.after_request(add_headers)


def content_policy(index: str, tiles: str = "") -> str:
    """Return the content security policy for an index page: its own host and its own scripts.

    Pictures may come from the host of the tiles as well, {s} standing for any of its servers.
    """
    pictures = f" {_host(tiles)}" if tiles else ""
    hashes = " ".join(f"'sha256-{_hash(script)}'" for script in _INLINE.findall(index))
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {hashes}",
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' data: blob:{pictures}",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


def _host(address: str) -> str:
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.split('/')[0]}".replace("{s}", "*")


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
