"""Drive a real Chromium against the real app, with the network cut.

Every request that does not go to the app's own address is aborted, and the test fails if one was
tried; so does any error on the browser's console.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright
from werkzeug.serving import make_server

from dashboard.app import create_app
from dashboard.settings import Settings
from dashboard.start import warm

PICTURES = Path(__file__).parent / "screenshots"
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

# As long as a page's own waits: a busy machine of two cores is slow, not wrong.
expect.set_options(timeout=20_000)

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a browser test that failed run once more; the report lists it as RERUN.

    Events reach a browser late on a shared machine of two cores; what is wrong fails twice.
    """
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))


@contextmanager
def served() -> Iterator[str]:
    app = create_app(Settings.read())
    warm(app)
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def app_url() -> Iterator[str]:
    """Serve the app on a thread with the bundled snapshot (or QINGCE_SUMMARIES); its address."""
    with served() as url:
        yield url


@pytest.fixture
def own_app_url() -> Iterator[str]:
    """Serve an app of the test's own, made after what the test has changed; its address."""
    with served() as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all tests: $QINGCE_CHROMIUM, or the system's."""
    found = os.environ.get("QINGCE_CHROMIUM") or next(
        filter(None, map(shutil.which, _CHROMIUM)), None
    )
    if not found:
        pytest.fail("no Chromium found: `make test` installs it, or set QINGCE_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(_FLAGS))
        yield browser
        browser.close()


class Watch:
    """What must not happen: a request to another host, an error on the console."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.outside: list[str] = []
        self.errors: list[str] = []

    def over(self, context: BrowserContext) -> None:
        context.route("**/*", self._route)
        context.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        context.on("weberror", lambda e: self.errors.append(str(e.error)))

    def _route(self, route: Route) -> None:
        address = route.request.url
        if address.startswith((self.url, "data:", "blob:")):
            route.continue_()
        else:
            self.outside.append(address)
            route.abort()


@pytest.fixture
def open_page(browser: Browser, app_url: str) -> Iterator[OpenPage]:
    """Return `open_page(path, width=1280, height=900, scheme="light")`: a page, loaded.

    Each call is another visitor with a context of its own. The test fails if one of them asked
    another host for anything or wrote an error on its console.
    """
    contexts: list[BrowserContext] = []
    watch = Watch(app_url)

    def open_(path: str = "/", width: int = 1280, height: int = 900, scheme: str = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            locale="zh-CN",
            accept_downloads=True,
        )
        contexts.append(context)
        watch.over(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.goto(app_url + path)
        page.wait_for_selector("#main, .missing")
        page.wait_for_selector("#first-paint", state="detached")
        page.wait_for_load_state("networkidle")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not watch.outside, f"requests that left the machine: {watch.outside}"
    assert not watch.errors, f"errors on the console: {watch.errors}"


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """The overview as a desk sees it: 1280 × 900, Chinese, light."""
    return open_page("/")


@pytest.fixture
def picture() -> Callable[[Page, str], Path]:
    """Return `picture(page, name)`: save a screenshot of the whole page to look at."""

    def save(page: Page, name: str) -> Path:
        PICTURES.mkdir(exist_ok=True)
        path = PICTURES / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return save


@pytest.fixture
def scripts(open_page: OpenPage) -> Page:
    """A page that has loaded the scripts of the map."""
    page = open_page("/data")
    page.wait_for_function(
        "() => Boolean(window.qingce.atlas.hub && window.dash_clientside.set_props)"
    )
    return page
