"""Real cases of the bundled snapshot, told in words."""

import re

import pytest

from summaries.store import Snapshot
from view import options
from view.formats import THIN_SPACE
from view.queries.cases import case_of, cases
from view.readings import case as reading
from view.readings.case_numbers import key_numbers
from view.text import LANGUAGES

#: Every so many cases are told: all would take a minute.
STEP = 30


def test_the_red_alert_of_december_2015(snapshot: Snapshot) -> None:
    row = case_of(snapshot, "beijing-pm25-20151219")
    assert row is not None
    told = {
        about: words.replace(THIN_SPACE, " ")
        for about, words in reading.sentences("zh", snapshot, row)
    }
    assert "PM₂.₅ 重污染过程" in told["lead"]
    assert "爆发增长" in told["rise"]
    assert "最先持续超过限值" in told["where"]
    assert "静稳" in told["weather"]
    assert told["response"].startswith("红色预警12月18日7时发布，早于起升 ")
    numbers = dict(key_numbers("zh", snapshot, row))
    assert row.peak_day_value is not None
    assert numbers["PM₂.₅ 最高日均值"].startswith(f"{row.peak_day_value:.0f}{THIN_SPACE}µg/m³")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whatever_the_case_it_can_be_told(snapshot: Snapshot, lang: str) -> None:
    told = 0
    for city in options.cities(snapshot):
        for row in cases(snapshot, city.id)[::STEP]:
            words = [words for _, words in reading.sentences(lang, snapshot, row)]
            words += [reading.period_words(lang, row), *reading.notes(lang, row)]
            words += [value for _, value in key_numbers(lang, snapshot, row)]
            for said in words:
                assert said
                assert not re.search(r"\bnan\b|\bNaT\b|None|[{}]|，，|；。|—", said), said
            told += 1
    assert told >= 10
