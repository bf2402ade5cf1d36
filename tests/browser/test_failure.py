"""When a step fails, the visitor is told so in words, and nothing else breaks."""

import pytest
from playwright.sync_api import Browser, expect

from callbacks import overview_charts


@pytest.fixture
def broken_url(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """An app whose calendar fails with a secret in its message."""

    def fail(*_: object) -> None:
        raise RuntimeError("secret of the server")

    monkeypatch.setattr(overview_charts, "calendar", fail)
    return request.getfixturevalue("own_app_url")


def test_a_failed_step_is_told_without_a_trace(browser: Browser, broken_url: str) -> None:
    page = browser.new_page()
    answers: list[str] = []
    page.on(
        "response",
        lambda r: answers.append(r.text()) if "_dash-update-component" in r.url else None,
    )
    page.goto(broken_url)
    page.wait_for_selector("#first-paint", state="detached")
    expect(page.locator("#notice")).to_contain_text("本次操作没有完成")
    expect(page.locator(".kpi").first).to_contain_text("PM₂.₅")
    page.wait_for_load_state("networkidle")
    assert answers
    assert not any("secret of the server" in a or "Traceback" in a for a in answers)
    page.close()
