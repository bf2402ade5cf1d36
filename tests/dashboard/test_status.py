"""What a document answers: 200 for a page, 404 where what it is about is not there."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.settings import Settings
from tests.view.made_case_rows import WHOLE
from view import options


@pytest.fixture(scope="module")
def client(cases_snapshot: Path) -> FlaskClient:
    return create_app(Settings(summaries=cases_snapshot)).server.test_client()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/case?case={WHOLE}", 200),
        ("/case", 200),
        ("/case?case=shili-pm25-20190111", 404),
        ("/case?case=atlantis&lang=en", 404),
        # Not an id at all: nothing is named, the newest heavy case is shown.
        ("/case?case=<script>", 200),
        # An unknown case is nobody's business elsewhere.
        ("/?case=atlantis", 200),
        ("/trends?case=atlantis", 200),
    ],
)
def test_an_unknown_case_is_not_found(client: FlaskClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert b"react-entry-point" in answer.get_data()


def test_the_words_of_a_missing_case_come_with_the_page(client: FlaskClient) -> None:
    said = client.get("/case?case=shili-pm25-20190111").get_data(as_text=True)
    assert "没有这个案例" in said
    assert f"case={WHOLE}" in said


def test_the_words_of_a_case_come_with_the_page(client: FlaskClient) -> None:
    said = client.get(f"/case?case={WHOLE}").get_data(as_text=True)
    assert "2019年1月10日至14日 PM₂.₅ 重污染过程" in said.split("react-entry-point")[0]


def test_a_broken_answer_leaves_the_page_to_the_scripts(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(query: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(options, "chosen", break_down)
    answer = client.get("/case?case=atlantis")
    assert answer.status_code == 200
    assert b"react-entry-point" in answer.get_data()
