"""The raw formats. A new one is one file here and one row in `FORMATS`."""

from pipeline.sources.data import Format, SourceData
from pipeline.sources.inputs import InputFile, checksum, inputs

FORMATS: dict[str, Format] = {}

__all__ = ["FORMATS", "Format", "InputFile", "SourceData", "checksum", "inputs"]
