"""Assemble the app: settings, snapshots, cache, pages, callbacks, headers."""

import logging
from typing import Any

import dash
import dash_mantine_components as dmc
from dash import Dash, dcc, html, set_props
from flask import Flask, Response, jsonify

import callbacks
from dashboard import __version__
from dashboard.bundle import LEFT_OUT_OF_DASH, Bundle
from dashboard.first_chart import draw_first
from dashboard.first_paint import PaintedDash
from dashboard.index import INDEX
from dashboard.scripts import YEAR, Scripts
from dashboard.security import secure
from dashboard.settings import Settings
from dashboard.status import tell_missing
from layouts import PAGES, Page
from layouts.parts.notice import failure, missing
from layouts.shell import shell
from summaries.store import SnapshotStore
from view import cache, ids, options, tiles
from view.state import ViewState
from view.text import text
from view.theme import ACCENT, FONT

log = logging.getLogger("qingce")


def create_app(settings: Settings | None = None) -> Dash:
    """Return the app, ready to be served. SnapshotError where there is no whole snapshot."""
    settings = settings or Settings.read()
    snapshots = SnapshotStore(settings.summaries, settings.look_seconds)
    app = PaintedDash(
        __name__,
        server=_server(),  # type: ignore[arg-type]  # a Flask server is allowed, its stub is not
        use_pages=True,
        pages_folder="",
        assets_folder=str(settings.assets.resolve()),
        assets_ignore=LEFT_OUT_OF_DASH,
        index_string=INDEX,
        title=text("zh", "common.app.full"),
        update_title="",
        suppress_callback_exceptions=True,
        compress=True,
        enable_mcp=False,
        on_error=_tell,
    )
    app.bundle = Bundle(settings.assets.resolve())
    app.bundle.attach(app)
    cache.attach(app.server, snapshots, settings.cache_config())
    tiles.attach(app.server, settings.tiles)
    _register_pages()
    app.layout = _frame()
    callbacks.register(app)
    _add_health(app)
    tell_missing(app.server)
    secure(app, settings.tiles.url if settings.tiles else "")
    scripts = Scripts(settings.cache_folder / "scripts")
    scripts.attach(app)
    app.server.extensions["qingce-scripts"] = scripts
    return app


def _server() -> Flask:
    """Return the Flask server, set before Dash reads it.

    Brotli at 5 makes the scripts a tenth smaller than at the default 4, in the same time. Files
    in assets carry their date in the address, so a browser may keep them.
    """
    server = Flask("dashboard")
    server.config.update(
        COMPRESS_ALGORITHM=["br", "zstd", "gzip"],
        COMPRESS_ALGORITHM_STREAMING=["br", "zstd", "gzip"],
        COMPRESS_BR_LEVEL=5,
        SEND_FILE_MAX_AGE_DEFAULT=YEAR,
    )
    return server


def _frame() -> dmc.MantineProvider:
    return dmc.MantineProvider(
        [dcc.Location(id=ids.URL, refresh="callback-nav"), dash.page_container],
        defaultColorScheme="auto",
        theme={
            "fontFamily": FONT,
            "primaryColor": "blue",
            "black": "#1c2733",
            "other": {"accent": ACCENT},
        },
    )


def _register_pages() -> None:
    """Register every page of `layouts.PAGES`, and the one for an address that is none."""
    dash.page_registry.clear()
    for order, page in enumerate(PAGES):
        dash.register_page(
            f"layouts.{page.key}",
            path=page.path,
            order=order,
            title=_title(page),
            description=text("en", "common.app.about"),
            layout=_layout(page),
        )
    dash.register_page("not_found_404", path="/not-found", layout=_missing)


def _title(page: Page) -> Any:
    def title(**query: Any) -> str:
        lang = ViewState.parse(query).lang
        return f"{text(lang, f'{page.key}.name')} · {text(lang, 'common.app')}"

    return title


def _layout(page: Page) -> Any:
    def layout(**query: Any) -> html.Div:
        snapshot, state = options.chosen(query)
        content = page.content(snapshot, state)
        unread = options.unread(query, state)
        kept = page.settled(snapshot, state)
        laid = shell(snapshot, state, page, PAGES, content, unread, kept)
        draw_first(page.key, laid, kept.to_dict())
        return laid

    return layout


def _missing(**query: Any) -> html.Div:
    return missing(ViewState.parse(query))


def _tell(error: Exception) -> None:
    """Log a failed callback and say so on the page; a visitor never sees a trace."""
    log.error("a callback failed", exc_info=error)
    set_props(ids.NOTICE, {"children": failure()})


def _add_health(app: Dash) -> None:
    def health() -> tuple[Response, int]:
        snapshots = cache.store()
        used = snapshots.current()  # looks for a new one, so it comes before `refused`
        found = {
            "status": "degraded" if snapshots.refused else "ok",
            "version": __version__,
            "snapshot": used.id,
            "refused": snapshots.refused,
        }
        return jsonify(found), 200

    app.server.add_url_rule("/health", "health", health)
