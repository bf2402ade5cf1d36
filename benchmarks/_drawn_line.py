"""Scripts for a browser that tell when a chart's line is there, and when it is another one."""

from playwright.sync_api import Page

_WATCH = """
(() => {
  const look = () => {
    if (document.querySelector("LINE")) window.chartAt = performance.now();
    else requestAnimationFrame(look);
  };
  look();
})();
"""
_CHANGE = """
(given) => new Promise((done) => {
  const drawn = () => {
    const line = document.querySelector("LINE");
    return line ? line.getAttribute("d") : "";
  };
  const before = drawn(), began = performance.now();
  PRESS
  const look = () => {
    const now = drawn();
    if (now && now !== before) requestAnimationFrame(() => done(performance.now() - began));
    else requestAnimationFrame(look);
  };
  look();
})
"""


def watch(line: str) -> str:
    """Return a script that puts the time at which `line` (a selector) is there into chartAt."""
    return _WATCH.replace("LINE", line)


def change(line: str, press: str) -> str:
    """Return a function of what is `given` that presses and tells the milliseconds to a new line.

    press: a statement of JavaScript; the time ends with the frame that shows the other line.
    """
    return _CHANGE.replace("LINE", line).replace("PRESS", press)


def changes(
    page: Page, address: str, line: str, script: str, given: tuple[int, ...], pause_ms: int
) -> list[float]:
    """Return the milliseconds of several changes on a page with all its cards.

    pause_ms: how long after one the next is made, so that what follows it is not counted there.
    """
    page.goto(address)
    page.wait_for_selector(line, state="attached")
    page.wait_for_load_state("networkidle")
    page.wait_for_selector(".lazy-slot:empty", state="detached")  # the page with all its cards
    taken = []
    for each in given:
        taken.append(float(page.evaluate(script, each)))
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(pause_ms)
    return taken
