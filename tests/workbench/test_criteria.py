from pathlib import Path

import pytest

from kw_tui.core.metrics.families import all_metrics
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.scoring import Criterion
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench import Workbench
from kw_tui.workbench.criteria import check_criteria

METRICS = all_metrics(Settings())


def criteria(column: str) -> tuple[Criterion, ...]:
    return (Criterion("size", column, 1.0, Text("Größe", "Size"), ((0.0, 10.0),)),)


def test_known_columns_and_those_of_the_master_alone_are_fine() -> None:
    check_criteria(criteria("db1"), METRICS, (), is_whole=True)
    check_criteria(criteria("bonus"), METRICS, (), is_whole=True)
    check_criteria(criteria("Fuhrpark"), METRICS, ("Fuhrpark",), is_whole=True)
    check_criteria(criteria("Fuhrpark"), METRICS, (), is_whole=False)  # it may come with the master


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_slip_is_told_with_the_nearest(is_whole: bool) -> None:
    with pytest.raises(UsageError) as refused:
        check_criteria(criteria("revenu"), METRICS, (), is_whole=is_whole)
    line = refused.value.line("de")
    assert line.startswith("Scoring, Kriterium size: Spalte 'revenu' gibt es nicht - meinten Sie Umsatz (revenue)")
    with pytest.raises(UsageError, match="no column '·'"):
        check_criteria(criteria("\x1b"), METRICS, (), is_whole=True)


def test_the_figures_of_a_session_say_so_too(bench: Workbench) -> None:
    text = "\n[[scoring]]\ncriterion = 'size'\ncolumn = 'employes'\nweight = 1.0\nbands = [[0, 10], [50, 60]]\n"
    path = Path(bench.path)
    path.write_text(path.read_text() + text)
    broken = Workbench.open(path)
    with pytest.raises(UsageError, match="there is no column 'employes'"):
        broken.portfolio()
    assert any("'employes'" in one.told.en and not one.is_fine for one in broken.check())
    path.write_text(path.read_text().replace("employes", "employees"))
    assert Workbench.open(path).portfolio()["score"].len()
