"""`python -m dashboard brief`: a file, or a reason that names what is wrong."""

import subprocess
import sys
from pathlib import Path

import pytest

from dashboard import brief
from tests.view.made_case_rows import DAYS, DUST, WHOLE
from view.brief import file as brief_file

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def own_snapshot(cases_snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QINGCE_SUMMARIES", str(cases_snapshot))


def test_a_file_is_written_under_its_name_or_the_one_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert brief.main([DAYS, "--docx", "--out", str(tmp_path)]) == 0
    written = tmp_path / f"{DAYS}-zh.docx"
    assert written.read_bytes()[:2] == b"PK"
    assert str(written) in capsys.readouterr().out
    asked = tmp_path / "a.pdf"
    assert brief.main([DAYS, "--pdf", "--lang", "en", "--out", str(asked)]) == 0
    assert asked.read_bytes()[:5] == b"%PDF-"


def test_an_unknown_case_is_refused_with_the_nearest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = "shili-pm25-20190111"
    assert brief.main([asked, "--pdf", "--out", str(tmp_path / "a.pdf")]) == 2
    said = capsys.readouterr().err
    assert asked in said
    assert said.index(WHOLE) < said.index(DUST)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert brief.main([DAYS, "--docx", "--out", str(tmp_path / "no" / "a.docx")]) == 2
    assert "No such file" in capsys.readouterr().err

    def refuse(_: object) -> bytes:
        raise brief_file.FontError("fonts-noto-cjk")

    monkeypatch.setitem(brief_file._WRITERS, "docx", (refuse, ""))
    assert brief.main([DAYS, "--docx"]) == 2
    assert "fonts-noto-cjk" in capsys.readouterr().err
    monkeypatch.setenv("QINGCE_SUMMARIES", str(tmp_path))
    assert brief.main([DAYS, "--docx"]) == 2
    assert "no snapshot" in capsys.readouterr().err


def test_one_form_has_to_be_named() -> None:
    for arguments in ([DAYS], [DAYS, "--docx", "--pdf"], [DAYS, "--pdf", "--lang", "fr"]):
        with pytest.raises(SystemExit):
            brief.main(arguments)


def test_the_app_starts_without_what_only_a_brief_needs() -> None:
    heavy = ("matplotlib", "weasyprint", "docx")
    code = f"import sys, dashboard.app; print([n for n in {heavy!r} if n in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert told.stdout.strip() == "[]", told.stderr
