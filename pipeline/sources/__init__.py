"""The raw formats. A new one is one file here and one row in `FORMATS`."""

from pipeline.sources import city_daily, cnemc, tidy, uci_beijing
from pipeline.sources.data import Format, SourceData
from pipeline.sources.inputs import InputFile, checksum, inputs

FORMATS: dict[str, Format] = {
    "cnemc": cnemc.FORMAT,
    "uci-beijing": uci_beijing.FORMAT,
    "city-daily": city_daily.FORMAT,
    "tidy": tidy.FORMAT,
}

__all__ = ["FORMATS", "Format", "InputFile", "SourceData", "checksum", "inputs"]
