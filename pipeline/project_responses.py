"""The parts of a project file about what people did: the list of measures, the conclusions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from pipeline.project_parts import Encoding, Part


class MeasureFile(Part):
    """A CSV file of warnings, controls and plans (`pipeline.measures` says its columns).

    A warning issued up to `hours_before` before a case is listed with it (our own choice).
    """

    path: Path
    encoding: Encoding = "auto"
    hours_before: Annotated[int, Field(ge=0, le=720)] = 72


class ConclusionFolder(Part):
    """A folder of experts' conclusions, `<case id>.md` each (`pipeline.conclusions`)."""

    path: Path
