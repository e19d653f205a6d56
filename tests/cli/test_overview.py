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
    assert lines["DB IV"] == "2.020,21 EUR ≈"
    # 0002: 270.50 - 285.25 goods, 0004: 12 - 4; less 15 EUR an order, of which 90 % are avoidable
    assert lines["davon negativ"] == "-47,25 EUR ≈ bei 2 Kunden"
    assert lines["Entschieden"] == "0"
    assert "Prüfliste, die obersten 10" in told
    assert "≈ beruht auf unbestätigten Annahmen" in told


def test_confirmed_figures_bear_no_mark(session: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    bench = Workbench.open(session)
    bench.set(**{id_: bench.settings[id_] for behind in bench.assumptions().values() for id_ in behind})
    show_overview(bench, Sink(Voice("de")))
    assert "≈" not in capfdbinary.readouterr().out.decode()
