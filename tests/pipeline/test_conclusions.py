"""Experts' conclusions: each file is read, or refused with every reason and its line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.conclusions import MOST_BYTES, Conclusion, read_conclusions
from pipeline.front_matter import FrontMatterError, split_front_matter
from pipeline.project import Project, load_project
from pipeline.report import Problem, Report

CASE = "testcity-pm25-20190110"
HEAD = "---\nauthor: 王某\ndate: 2019-01-20\nversion: 2\nstatus: signed\n---\n"
Found = tuple[tuple[Conclusion, ...], list[Problem]]
Read = Callable[[dict[str, str | bytes]], Found]


@pytest.fixture
def project(make_project: Callable[..., Project]) -> Project:
    """A city `testcity` that names the folder `conclusions`."""
    return make_project(more='[conclusions]\npath = "conclusions"\n')


@pytest.fixture
def read(project: Project) -> Read:
    """Write files into the folder, read it; return the conclusions and the findings."""

    def of(files: dict[str, str | bytes]) -> Found:
        assert project.conclusions is not None
        folder = project.conclusions.path
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            raw = content.encode() if isinstance(content, str) else content
            (folder / name).write_bytes(raw)
        report = Report()
        return read_conclusions(project, report), report.summary()

    return of


def test_a_signed_conclusion(read: Read) -> None:
    text = "# 结论\n\n静稳。\n\n---\n\n完。"
    (found,), problems = read({f"{CASE}.md": HEAD + "\n" + text + "\n\n"})
    assert problems == []
    assert found == Conclusion(CASE, "王某", date(2019, 1, 20), 2, "signed", "", text, f"{CASE}.md")


def test_chinese_keys_windows_lines_and_a_mark_of_order(read: Read) -> None:
    head = "---\n作者: 李 某\n日期: 2019年1月20日\n版本: '1'\n状态: 草稿\n标题: '一: 二'\n案例: x\n"
    content = b"\xef\xbb\xbf" + (head + "---\n正文\n").replace("\n", "\r\n").encode()
    (found,), problems = read({"x.md": content})
    assert problems == []
    assert (found.author, found.version, found.status) == ("李 某", 1, "draft")
    assert (found.date, found.title, found.text) == (date(2019, 1, 20), "一: 二", "正文")


def _head(**changes: str | None) -> str:
    values: dict[str, str | None] = {
        "author": "王某",
        "date": "2019-01-20",
        "version": "2",
        "status": "signed",
    }
    lines = [f"{k}: {v}" for k, v in (values | changes).items() if v is not None]
    return "\n".join(["---", *lines, "---", "正文"])


@pytest.mark.parametrize(
    ("content", "kind", "place", "words"),
    [
        (_head(author=None), "key_missing", "line 1", "author is missing"),
        (_head(author=""), "key_missing", "line 1", "author is missing"),
        (_head(author=None, date=None), "key_missing", "line 1", "author, date are missing"),
        (_head(date="2019-02-30"), "impossible_date", "line 3", "'2019-02-30' is no date"),
        (_head(date="January"), "impossible_date", "line 3", "write it as 2015-12-28"),
        (_head(version="1.5"), "version_impossible", "line 4", "whole number"),
        (_head(version="0"), "version_impossible", "line 4", "whole number"),
        (_head(version="v2"), "version_impossible", "line 4", "'v2'"),
        (_head(version="-1"), "version_impossible", "line 4", "whole number"),
        (_head(status="singed"), "status_unknown", "line 5", "did you mean 'signed'?"),
        (_head(case="other"), "name_contradicted", "line 6", "not the name of the file"),
        (_head(status="signed\nstatus: draft"), "key_twice", "line 6", "in line 5 already"),
        (HEAD, "empty_text", "line 6", "no text"),
        (HEAD + " \n\n", "empty_text", "line 6", "no text"),
        ("正文\n", "front_matter", "line 1", "no front matter"),
        ("", "front_matter", "line 1", "no front matter"),
        ("+++\na = 1\n+++\n正文", "front_matter", "line 1", "TOML is not read"),
        ("---\nauthor: x\n正文", "front_matter", "line 1", "not closed"),
        ("---\nauthor：王某\n---\n正文", "front_matter", "line 1", "half-width"),
        ("---\nauthor: [a, b]\n---\n正文", "front_matter", "line 2", "more than one value"),
        ("---\na: b\nauthor: 'x\n---\n正文", "front_matter", "line 3", "no YAML"),
        ("---\n" + "x: [" * 900 + "\n---\n正文", "front_matter", "line 1", "no YAML"),
        ("---\na: " + "x" * 5000 + "\n---\n正文", "front_matter", "line 1", "at most 4000"),
        (HEAD + "正文\x07\n", "control_character", "line 7", "is no text"),
        (HEAD + "正\n\x00文\n", "control_character", "line 8", "is no text"),
        ((HEAD + "正文").encode("gbk"), "not_utf8", "line 2", "save it as UTF-8"),
        (HEAD + "x" * MOST_BYTES, "too_large", "", "at most 50 are read"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(
    read: Read, content: str | bytes, kind: str, place: str, words: str
) -> None:
    found, problems = read({f"{CASE}.md": content, "z.md": HEAD + "好\n"})
    assert [conclusion.case_id for conclusion in found] == ["z"]
    (problem,) = problems
    assert (problem.kind, problem.severity, problem.file) == (kind, "error", f"{CASE}.md")
    assert problem.place == place
    assert words in problem.message
    assert "refused" in problem.message
    assert problem.source == "conclusions"


def test_every_reason_is_told_at_once(read: Read) -> None:
    found, problems = read({"x.md": _head(date="2019-13-01", version="two", status="done")})
    assert found == ()
    kinds = {(p.kind, p.place) for p in problems}
    assert kinds == {
        ("impossible_date", "line 3"),
        ("version_impossible", "line 4"),
        ("status_unknown", "line 5"),
    }


def test_lines_count_from_the_top_of_the_file(read: Read) -> None:
    _, problems = read({"x.md": "\n\n" + _head(version="two")})
    assert [(p.kind, p.place) for p in problems] == [("version_impossible", "line 6")]


def test_a_key_that_is_not_ours_is_told(read: Read) -> None:
    found, problems = read({"x.md": _head(autor="y")})
    assert len(found) == 1
    (problem,) = problems
    assert (problem.kind, problem.severity, problem.place) == ("key_unknown", "warning", "line 6")
    assert "did you mean 'author'?" in problem.message


def test_other_files_of_the_folder(read: Read) -> None:
    files: dict[str, str | bytes] = {
        "README.md": "no front matter",
        ".hidden.md": "none",
        "_draft.md": "none",
        "notes.txt": "notes",
        "x.docx": b"PK\x03\x04",
    }
    found, problems = read(files)
    assert found == ()
    assert [(p.kind, p.file, p.severity) for p in problems] == [
        ("not_a_conclusion", "notes.txt", "note"),
        ("not_a_conclusion", "x.docx", "note"),
    ]


def test_no_folder_and_none_named(project: Project, make_project: Callable[..., Project]) -> None:
    report = Report()
    assert read_conclusions(project, report) == ()
    assert report.count("unreadable") == 1
    assert report.has_errors
    silent = Report()
    assert read_conclusions(make_project(), silent) == ()
    assert list(silent) == []


def test_a_file_that_may_not_be_read(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    found, problems = read({"x.md": HEAD + "正文"})
    assert found == ()
    assert [(p.kind, p.file) for p in problems] == [("unreadable", "x.md")]


@given(st.text(alphabet="-:\n a'[]{}&*!>|#1甲", max_size=60))
def test_no_front_matter_raises_anything_else(text: str) -> None:
    for content in (text, f"---\n{text}\n---\n正文"):
        try:
            entries, _, line = split_front_matter(content)
        except FrontMatterError as error:
            line, entries = error.line, []
        assert line >= 1
        assert all(1 <= entry.line <= line for entry in entries)


def test_the_bundled_conclusions_pose_as_nobody(pytestconfig: pytest.Config) -> None:
    project = load_project(pytestconfig.rootpath / "data/projects/beijing.toml")
    report = Report()
    found = read_conclusions(project, report)
    assert list(report) == []
    assert found
    assert {(c.author, c.status) for c in found} == {("晴策示例", "draft")}
    assert all("示例" in c.text for c in found)
