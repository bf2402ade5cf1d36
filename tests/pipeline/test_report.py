"""The report: exact counts, bounded examples, nothing of the machine."""

from pipeline.report import FRAME_COLUMNS, MAX_APART, MAX_EXAMPLES, Report


def test_counts_are_exact_and_examples_bounded() -> None:
    report = Report("raw")
    for number in range(1000):
        report.add("error", "text_in_cell", "a.csv", f"line {number}", "no number", 2)
    report.add("error", "text_in_cell", "b.csv", "line 1", "no number")
    assert report.count("text_in_cell") == 2001
    assert report.count("text_in_cell", "a.csv") == 2000
    assert len(list(report)) == MAX_EXAMPLES + 1
    assert report.counts() == {"text_in_cell": 2001}


def test_summary_has_one_row_a_kind_and_file() -> None:
    report = Report("raw")
    report.add("error", "text_in_cell", "a.csv", "line 1", "first")
    report.add("error", "text_in_cell", "a.csv", "line 2", "second")
    report.add("warning", "short_day", "a.csv", "", "short", 3)
    frame = report.to_frame()
    assert tuple(frame.columns) == FRAME_COLUMNS
    assert list(frame["count"]) == [2, 3]
    assert list(frame["place"]) == ["line 1", ""]
    assert not frame.duplicated(["source", "kind", "file", "place"]).any()
    assert len(report.to_frame(merged=False)) == 3


def test_merge_keeps_sources_apart_and_adds_totals() -> None:
    one, two = Report("one"), Report("two")
    for report in (one, two):
        report.add("note", "encoding", "a.csv", "", "gbk")
        report.totals.cells, report.totals.blank, report.totals.rejected = 10, 3, 1
    whole = Report()
    whole.merge(one)
    whole.merge(two)
    whole.merge(two)
    assert list(whole.to_frame()["source"]) == ["one", "two"]
    assert list(whole.to_frame()["count"]) == [1, 2]
    assert (whole.totals.cells, whole.totals.values) == (30, 18)
    assert not whole.has_errors


def test_an_error_is_seen() -> None:
    report = Report()
    assert report.to_frame().empty
    report.add("error", "empty_file", "a.csv", "", "empty")
    assert report.has_errors


def test_findings_kept_apart_are_listed_one_by_one() -> None:
    report = Report("events")
    for line in (2, 3):
        report.add("error", "no_date", "events.csv", f"line {line}", "no date", is_apart=True)
    assert [problem.place for problem in report.summary()] == ["line 2", "line 3"]
    assert report.count("no_date") == 2
    whole = Report()
    whole.merge(report)
    assert list(whole.to_frame()["place"]) == ["line 2", "line 3"]


def test_a_table_full_of_errors_is_counted_together_in_the_end() -> None:
    report = Report("events")
    for line in range(1_000):
        report.add("error", "no_date", "events.csv", f"line {line}", "no date", is_apart=True)
    assert report.count("no_date") == 1_000
    assert len(report.summary()) == MAX_APART + 1
    assert report.summary()[-1].count == 1_000 - MAX_APART
