"""The overview's words are readable while no script has arrived, and give way to the page."""

from playwright.sync_api import Browser, expect


def test_sentence_cards_and_sparklines_without_any_script(browser: Browser, app_url: str) -> None:
    context = browser.new_context(locale="zh-CN")
    context.route("**/*.js*", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{app_url}/?city=xiangyang", wait_until="commit")
    copy = page.locator("#first-paint")
    expect(copy.locator(".sentence")).to_contain_text("襄阳")
    expect(copy.locator(".kpi-value").first).to_be_visible()
    assert copy.locator(".kpi-spark").first.evaluate("image => image.naturalWidth") > 0
    context.close()


def test_the_page_that_follows_says_the_same_and_stands_alone(open_page) -> None:
    page = open_page("/?city=xiangyang")
    expect(page.locator("#first-paint")).to_have_count(0)
    expect(page.locator(".sentence")).to_have_count(1)
    expect(page.locator("#react-entry-point")).to_have_css("visibility", "visible")
    expect(page.locator(".sentence")).to_contain_text("襄阳")


STEPS = """() => {
  const told = [];
  const made = regeneratorRuntime.mark(function () {
    return regeneratorRuntime.wrap(function (at) {
      for (;;) switch (at.prev = at.next) {
        case 0: return at.next = 2, told.push("first"), Promise.resolve(7);
        case 2: told.push(at.sent);
        case 3: case "end": return at.stop();
      }
    });
  });
  const run = made();
  const [first, second] = [run.next(), run.next("sent"), run.next()];
  const polyfill = "_babelPolyfill" in window;
  return { told: told, first: first.done, second: second.done, polyfill: polyfill };
}"""


def test_what_dash_takes_of_the_polyfill_is_there_without_it(open_page) -> None:
    page = open_page("/data")
    told = page.evaluate(STEPS)
    assert told == {"told": ["first", "sent"], "first": False, "second": True, "polyfill": False}
