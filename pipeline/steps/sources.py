"""Step `sources`: where the numbers come from."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.city import CityData, SourceRead
from pipeline.sources import checksum


def build_sources(city: CityData) -> pd.DataFrame:
    """Return the table `sources`: a row a source of the project file."""
    rows = [_row(source) for source in city.sources]
    return pd.DataFrame(rows).assign(city=city.project.city.id)


def _row(source: SourceRead) -> dict[str, object]:
    spec, totals = source.spec, source.totals
    return {
        "source": spec.id,
        "kind": spec.kind,
        "title_zh": spec.title_zh,
        "title_en": spec.title_en,
        "licence": spec.licence,
        "credit": spec.credit,
        "url": spec.url,
        "period_start": _time(source.first),
        "period_end": _time(source.end),
        "files": totals.files,
        "cells": totals.cells,
        "cells_with_value": totals.values,
        "sha256": checksum(source.files),
        "hours": spec.hour_label,
        "note_zh": spec.note_zh,
        "note_en": spec.note_en,
    }


def _time(time: np.datetime64) -> pd.Timestamp:
    return pd.Timestamp(time.astype("datetime64[ms]"))
