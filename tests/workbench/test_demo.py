from datetime import date
from pathlib import Path

import pytest

from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench import Workbench, demo
from kw_tui.workbench.session_file import read_session
from tests.workbench.ledgers import earner, write_ledger


class Heard(list[Text]):
    def tell(self, text: Text) -> None:
        self.append(text)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KW_USER", "anna")
    path = write_ledger(tmp_path / "umsatz.csv", earner("K1"))
    monkeypatch.setattr(demo, "samples", lambda: [path])
    return path


def test_samples_come_with_the_program() -> None:
    assert {"umsatz.csv", "kunden.csv", "tickets.csv"} <= {path.name for path in demo.samples()}


def test_it_is_made_once(sample: Path, tmp_path: Path, heard: Heard) -> None:
    folder = tmp_path / "new" / "demo"
    path = demo.demo_session(folder, "de", heard.tell)
    assert path == folder / "demo.kw.toml"
    assert [Path(source.path).name for source in read_session(path).sources] == ["umsatz.csv"]
    assert demo.demo_session(folder, "de", heard.tell) == path
    assert [text.en for text in heard] == ["Reading the sample data ..."]


def test_it_is_made_again_when_the_samples_change_or_it_is_broken(sample: Path, tmp_path: Path, heard: Heard) -> None:
    path = demo.demo_session(tmp_path / "d", "de", heard.tell)
    write_ledger(sample, [*earner("K1"), ("K2", date(2026, 10, 1), 5.0, 1.0)])
    assert Workbench.open(demo.demo_session(tmp_path / "d", "de", heard.tell)).portfolio().height == 2
    path.write_text("broken =")
    assert Workbench.open(demo.demo_session(tmp_path / "d", "de", heard.tell)).portfolio().height == 2
    assert len(heard) == 3


def test_decisions_stay_until_it_is_to_be_fresh(sample: Path, tmp_path: Path, heard: Heard) -> None:
    path = demo.demo_session(tmp_path / "d", "de", heard.tell)
    Workbench.open(path).decide("K1", "keep", reason="partner")
    path.unlink()
    assert Workbench.open(demo.demo_session(tmp_path / "d", "de", heard.tell)).decisions().height == 1
    assert Workbench.open(demo.demo_session(tmp_path / "d", "de", heard.tell, fresh=True)).decisions().is_empty()


@pytest.mark.parametrize("fresh", [True, False])
def test_a_folder_that_cannot_be_made_is_told(sample: Path, heard: Heard, *, fresh: bool) -> None:
    with pytest.raises(KwError, match="was not made"):
        demo.demo_session(sample / "d", "de", heard.tell, fresh=fresh)
