"""Whether a warning came in time: what is said by rule."""

from dataclasses import replace

import pandas as pd

from summaries.store import Snapshot
from tests.view.made_case_rows import HOSTILE, OPEN, WHOLE
from view.case_parts import Response
from view.case_row import CaseRow
from view.queries import case as query
from view.readings.case_response import response_words


def warning(**own: object) -> Response:
    """Return an orange warning issued ten hours before WHOLE rose."""
    made = Response(
        measure="w",
        kind="warning",
        level="orange",
        name_zh="预警",
        name_en="warning",
        issued=pd.Timestamp("2019-01-09T10"),
        start=pd.Timestamp("2019-01-10T00"),
        end=pd.Timestamp("2019-01-13T00"),
        about_zh="",
        about_en="",
        status="verified",
        precision="hour",
        source="",
        issued_lead_hours=10.0,
        start_lead_hours=-4.0,
        overlap_hours=72.0,
        end_lag_hours=-48.0,
    )
    return replace(made, **own)  # type: ignore[arg-type]


def test_a_warning_against_the_rise_the_peak_and_the_end(case_rows: dict[str, CaseRow]) -> None:
    row = case_rows[WHOLE]
    assert response_words("zh", row, [warning()]) == (
        "橙色预警1月9日10时发布，早于起升 10 小时，1月10日0时至1月12日24时生效（72 小时），"
        "解除早于过程结束 48 小时。"
    )
    late = warning(issued=pd.Timestamp("2019-01-10T21"), issued_lead_hours=-25.0)
    # Its highest hour is 12 January 21:00, two days later.
    assert "晚于起升 25 小时、早于峰值 48 小时" in response_words("zh", row, [late])
    over = warning(issued=pd.Timestamp("2019-01-13T00"), issued_lead_hours=-76.0)
    assert "晚于峰值 3 小时" in response_words("zh", row, [over])
    together = warning(issued_lead_hours=0.0, end_lag_hours=0.0)
    assert "与起升同时" in response_words("zh", row, [together])
    assert "与过程同时结束" in response_words("zh", row, [together])


def test_a_date_alone_is_told_by_days(case_rows: dict[str, CaseRow]) -> None:
    """WHOLE rose on 9 January: a warning of 11 January is two days later."""
    days = warning(
        issued=None,
        start=pd.Timestamp("2019-01-11"),
        precision="day",
        status="from memory",
        issued_lead_hours=None,
    )
    said = response_words("zh", case_rows[WHOLE], [days])
    assert said == (
        "橙色预警2019年1月11日至12日生效（发布时间不明），约晚于起升 2 天（日期凭记忆，未核实）。"
    )
    same = replace(days, start=pd.Timestamp("2019-01-09"), status="unverified")
    assert "与起升同日（日期未核实）" in response_words("zh", case_rows[WHOLE], [same])
    lasts = replace(days, end=None, end_lag_hours=None)
    assert "未见解除时间" in response_words("zh", case_rows[WHOLE], [lasts])


def test_what_is_not_known_is_not_said(case_rows: dict[str, CaseRow]) -> None:
    cut = replace(case_rows[WHOLE], is_cut=True)
    assert "起升" not in response_words("zh", cut, [warning()])
    still = replace(case_rows[WHOLE], is_open=True)
    assert "解除" not in response_words("zh", still, [warning()])
    no_list = replace(case_rows[WHOLE], warning=None)
    assert response_words("zh", no_list, ()) == "项目没有措施清单，不知当时有无预警。"
    assert "没有与本过程有关的预警" in response_words("zh", case_rows[WHOLE], ())


def test_the_highest_warning_first_and_plans_left_out(
    made_snapshot: Snapshot, case_rows: dict[str, CaseRow]
) -> None:
    red = warning(measure="r", level="red", start=pd.Timestamp("2019-01-12"))
    control = warning(measure="c", kind="control", level="", name_zh="机动车单双号")
    plan = warning(measure="p", kind="plan", level="", name_zh="三年计划")
    said = response_words("zh", case_rows[WHOLE], [warning(), red, control, plan])
    assert said.index("红色预警") < said.index("橙色预警")
    assert said.endswith("同期另有：机动车单双号。")
    assert "三年计划" not in said
    hostile = response_words("zh", case_rows[OPEN], query.responses(made_snapshot, case_rows[OPEN]))
    assert "黄色预警" in hostile
    # A warning is told by its level, never by a name that somebody typed.
    assert HOSTILE not in hostile
