"""Visitors of the app, each with a browser context of its own, kept from one test to the next.

A renderer takes as long to start and to compile the scripts as the page takes to be drawn. So a
context keeps a small page of the app open, its pages share that page's process, and between two
tests what the last one left behind is removed: pages, cookies, stored data, permissions.
"""

from playwright.sync_api import Browser, BrowserContext, CDPSession, Route

#: Pages of one site share a process, as they need not in a browser of many processes.
ONE_PROCESS = "--process-per-site"


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


class Visitor:
    """A watched context of the app at url, in the given colour scheme; it has seen nothing yet."""

    def __init__(self, browser: Browser, url: str, scheme: str) -> None:
        self.url = url
        self.scheme = scheme
        self.watch = Watch(url)
        self.context = browser.new_context(
            color_scheme="dark" if scheme == "dark" else "light",
            locale="zh-CN",
            accept_downloads=True,
        )
        self.watch.over(self.context)
        self._home = self.context.new_page()
        self._home.goto(f"{url}/health")
        self._tools: CDPSession = self.context.new_cdp_session(self._home)

    def forget(self) -> None:
        """Close the pages and remove all that they stored."""
        self.close_pages()
        self.context.clear_cookies()
        self.context.clear_permissions()
        everything = {"origin": self.url, "storageTypes": "all"}
        self._tools.send("Storage.clearDataForOrigin", everything)
        self.watch.outside.clear()
        self.watch.errors.clear()

    def close_pages(self) -> None:
        """Close every page but the one that keeps the process."""
        for page in self.context.pages:
            if page is not self._home:
                page.close()


class Visitors:
    """The visitors of apps: those of this test, and those free for the next of the same app."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: list[Visitor] = []

    def take(self, url: str, scheme: str) -> Visitor:
        """Return a visitor of the app at url that nobody has and that knows of nothing."""
        for visitor in self._free:
            if (visitor.url, visitor.scheme) == (url, scheme):
                self._free.remove(visitor)
                return visitor
        return Visitor(self._browser, url, scheme)

    def give_back(self, visitor: Visitor) -> None:
        """Take a visitor back for the next test."""
        visitor.forget()
        self._free.append(visitor)
