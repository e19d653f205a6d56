from pathlib import Path

import pytest

from kw_tui.storage.recent import recent_sessions
from kw_tui.workbench import Workbench
from kw_tui.workbench.remembering import remember_opened


def test_what_is_cheaply_known_is_remembered(bench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KW_STATE", str(tmp_path / "recent.json"))
    remember_opened(bench, "2026-11-01T12:00")
    (before,) = recent_sessions()
    assert (before.path, before.opened, before.customers) == (bench.path.absolute(), "2026-11-01T12:00", None)
    assert before.lines == bench.tables()["sales_line"]
    assert before.period.endswith(f"{bench.period.last:%m/%y}")
    bench.portfolio()
    remember_opened(bench, "2026-11-01T12:01")
    assert recent_sessions()[0].customers == bench.portfolio().height


def test_a_session_that_was_never_saved_is_not_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KW_STATE", str(tmp_path / "recent.json"))
    remember_opened(Workbench.open_or_new(tmp_path / "new.kw.toml"), "2026")
    assert recent_sessions() == []
