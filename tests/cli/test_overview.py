from pathlib import Path

import pytest

from kw_tui.cli.output import Sink
from kw_tui.cli.overview import show_overview
from kw_tui.cli.voice import Voice
from kw_tui.workbench import Workbench


def test_it_tells_the_sums_of_the_summary(session: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    bench = Workbench.open(session)
    show_overview(bench, Sink(Voice("de")))
    told = capfdbinary.readouterr().out.decode()
    lines = {line[:24].strip(): line[24:] for line in told.splitlines()}
    assert lines["Zeitraum"] == "08.03.2025 - 07.03.2026"
    assert lines["Kunden"] == "5, davon 5 mit Umsatz"
    assert lines["Umsatz"] == "4.044,46 EUR"
    assert lines["DB I"] == "2.125,21 EUR"
    assert "bei 1 Kunden" in lines["davon negativ"] or "bei 2 Kunden" in lines["davon negativ"]
    assert lines["Entschieden"] == "0"
