"""The parts of a project file about what people did: the list of measures, the conclusions."""

from __future__ import annotations

from pathlib import Path

from pipeline.project_parts import Encoding, Part


class MeasureFile(Part):
    """A CSV file of warnings, controls and plans (`pipeline.measures` says its columns)."""

    path: Path
    encoding: Encoding = "auto"


class ConclusionFolder(Part):
    """A folder of experts' conclusions, `<case id>.md` each (`pipeline.conclusions`)."""

    path: Path
