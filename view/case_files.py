"""The files of the library: cases with every column of `episodes`, and hours of cases compared."""

from collections.abc import Sequence
from dataclasses import fields

import numpy as np
import pandas as pd

from view.case_row import CaseRow
from view.compared import Compared
from view.csv import csv_text
from view.queries.compare import Aligned


def cases_file(rows: Sequence[CaseRow], city: str, lang: str) -> dict[str, str]:
    """Return cases as a file for dcc.Download, in their order.

    Names of places are in the language of the page; the header is that of the table.
    """
    names = [field.name for field in fields(CaseRow)]
    frame = pd.DataFrame({name: [getattr(row, name) for row in rows] for name in names})
    frame.insert(4, "name", [row.name(lang) for row in rows])
    frame["first_place_name"] = [row.first_name(lang) for row in rows]
    plain = frame.drop(columns=["name_zh", "name_en", "first_name_zh", "first_name_en"])
    return {"content": csv_text(plain), "filename": f"{city}-cases.csv"}


def aligned_file(shown: Compared, held: Sequence[Aligned]) -> dict[str, str]:
    """Return the hours (days, where a case has no others) of cases, counted from their anchors.

    Columns: case_id, hours_from_onset or hours_from_peak, time, resolution, one a pollutant drawn;
    of days O3 is the MDA8.
    """
    parts = [
        pd.DataFrame(
            {
                "case_id": row.case_id,
                f"hours_from_{shown.align}": each.hours,
                "time": np.datetime64(each.anchor, "s") + each.hours.astype("timedelta64[h]"),
                "resolution": "day" if each.is_days else "hour",
                **{
                    p: each.values.get(p, np.full(len(each.hours), np.nan, np.float32))
                    for p in shown.pollutants
                },
            }
        )
        for row, each in zip(shown.rows, held, strict=True)
    ]
    frame = pd.concat(parts, ignore_index=True)
    return {"content": csv_text(frame), "filename": "cases-compared.csv"}
