import re

import pytest

from kw_tui.core.metrics.families import all_metrics
from kw_tui.vocabulary.origins import origin, unit_text
from kw_tui.vocabulary.settings import SETTINGS, Settings

SOURCES = sorted({one.source for one in (*SETTINGS, *all_metrics(Settings()))})


@pytest.mark.parametrize("source", SOURCES)
def test_every_source_is_said_in_words(source: str) -> None:
    for said in (origin(source, "de"), origin(source, "en")):
        assert said
        assert not re.search(r"SPEC|VALUE|PRACTICE|\b(MC|WL|KA|HO|IH|PR)\b", said)


def test_sources_in_words() -> None:
    assert origin("assumption", "de") == "Annahme"
    assert origin("SPEC 3, PRACTICE", "en") == "defined by kw, practice"
    assert origin("SPEC 3, SPEC 4", "de") == "Definition von kw"
    assert origin("my own", "de") == "my own"


def test_units_in_words() -> None:
    assert unit_text("days").in_("de") == "Tage"
    assert unit_text("EUR").in_("de") == "EUR"
    assert {one.unit for one in SETTINGS if unit_text(one.unit).de == unit_text(one.unit).en} == {
        "",
        "EUR",
        "EUR/min",
        "min",
    }
