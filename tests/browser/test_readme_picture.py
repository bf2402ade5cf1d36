"""The README's picture: Beijing's year 2016 as an official sees it on a desk.

`make picture` runs this and puts the picture into `docs/`.
"""

from playwright.sync_api import expect


def test_the_picture_of_the_readme(open_page, picture) -> None:
    page = open_page("/?city=beijing&year=2016&until=12", width=1440, height=900)
    expect(page.locator(".kpi")).to_have_count(5)
    expect(page.locator(".heatmaplayer image").first).to_be_attached()
    expect(page.locator(".leaflet-interactive").first).to_be_visible()
    assert picture(page, "readme-overview").stat().st_size > 50_000
