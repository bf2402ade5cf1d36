"""A measure of a case links to its effect where there is one."""

import pandas as pd
from dash import dcc

from layouts.case.measures import measure_tables
from view.case_parts import Response


def response(measure: str) -> Response:
    when = pd.Timestamp("2015-12-19T07")
    return Response(
        measure=measure,
        kind="warning",
        level="red",
        name_zh="红色预警",
        name_en="Red",
        issued=None,
        start=when,
        end=when + pd.Timedelta(days=3),
        about_zh="",
        about_en="",
        precision="hour",
        status="verified",
        source="",
        issued_lead_hours=None,
        start_lead_hours=2.0,
        overlap_hours=60,
        end_lag_hours=1.0,
    )


def links_in(component: object) -> list[str]:
    if isinstance(component, dcc.Link):
        return [str(getattr(component, "href", ""))]
    if isinstance(component, list | tuple):
        return [link for part in component for link in links_in(part)]
    return links_in(getattr(component, "children", ()) or ())


def test_only_a_measure_with_an_effect_has_a_link() -> None:
    responses = [response("red-1"), response("red-2")]
    made = measure_tables("zh", responses, {"red-1": "/effects?measure=red-1"})
    assert links_in(made) == ["/effects?measure=red-1"]
    assert links_in(measure_tables("zh", responses)) == []
