"""Drive a real Chromium against the real app, with the network cut.

Every request that does not go to the app's own address is aborted, and the test fails if one was
tried; so does any error on the browser's console.
"""

import os
import shutil
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import make_server

from dashboard.app import create_app
from dashboard.settings import Settings
from dashboard.start import warm
from tests.browser.visitors import ONE_PROCESS, Visitor, Visitors

PICTURES = Path(__file__).parent / "screenshots"
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    ONE_PROCESS,
)

# As long as a page's own waits: a busy machine of two cores is slow, not wrong.
expect.set_options(timeout=20_000)

OpenPage = Callable[..., Page]
PASSED = pytest.StashKey[bool]()


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


@pytest.fixture(scope="session")
def visitors(browser: Browser) -> Visitors:
    """The visitors of the apps, kept from test to test."""
    return Visitors(browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember whether a test passed, so that what failed leaves no visitor to the next."""
    report = yield
    if report.when == "call":
        item.stash[PASSED] = report.passed
    return report


@pytest.fixture
def open_page(
    visitors: Visitors, app_url: str, request: pytest.FixtureRequest
) -> Iterator[OpenPage]:
    """Return `open_page(path, width=1280, height=900, scheme="light")`: a page, loaded.

    Each call is another visitor with a context of its own. The test fails if one of them asked
    another host for anything or wrote an error on its console.
    """
    taken: list[Visitor] = []

    def open_(path: str = "/", width: int = 1280, height: int = 900, scheme: str = "light") -> Page:
        visitor = visitors.take(app_url, scheme)
        taken.append(visitor)
        page = visitor.context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.set_default_timeout(20_000)
        page.goto(visitor.url + path)
        page.wait_for_selector("#main, .missing")
        page.wait_for_selector("#first-paint", state="detached")
        page.wait_for_load_state("networkidle")
        return page

    yield open_
    for visitor in taken:
        visitor.close_pages()
    outside = [address for visitor in taken for address in visitor.watch.outside]
    errors = [words for visitor in taken for words in visitor.watch.errors]
    is_clean = request.node.stash.get(PASSED, False) and not outside and not errors
    for visitor in taken:
        if is_clean:
            visitors.give_back(visitor)
        else:
            visitor.context.close()
    assert not outside, f"requests that left the machine: {outside}"
    assert not errors, f"errors on the console: {errors}"


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
