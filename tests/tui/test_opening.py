from pathlib import Path
from typing import Any

from kw_tui.tui.opening import first_look, note, remembered
from kw_tui.vocabulary.errors import SessionError
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.texts import Text
from tests.tui.driving import driven
from tests.tui.fake_workbench import FakeWorkbench


def test_the_note_names_session_months_and_currency() -> None:
    bench: Any = FakeWorkbench()
    assert note(bench) == "muster · 11/25–10/26 · EUR"
    bench.period = Period(None, bench.period.last)
    assert note(bench) == "muster · –10/26 · EUR"
    empty: Any = FakeWorkbench(rows=0)
    assert note(empty) == "muster · EUR"


def test_a_torn_or_broken_journal_is_noticed() -> None:
    bench: Any = FakeWorkbench()
    assert first_look(bench).notice is None
    bench.torn = Text("abgeschnitten", "torn")
    assert first_look(bench).notice == bench.torn

    def broken() -> None:
        raise SessionError(Text("unlesbar", "unreadable"), Text("prüfen", "check it"))

    bench.state = broken
    assert first_look(bench).notice == Text("unlesbar - prüfen", "unreadable - check it")


def test_a_folder_nothing_may_be_written_to_is_noticed_at_once(monkeypatch: Any, tmp_path: Path) -> None:
    bench: Any = FakeWorkbench()
    bench.path = tmp_path / "a.kw.toml"
    assert first_look(bench).notice is None
    monkeypatch.setattr("os.access", lambda *_: False)
    notice = first_look(bench).notice
    assert notice is not None
    assert str(tmp_path) in notice.en


def test_a_view_that_somebody_wrote_otherwise_is_taken_up_as_far_as_it_goes() -> None:
    queue = {"filter": "abc=A", "descending": True, "columns": ["name"], "sort": 5, "cursor": ["a"], "which": [[]]}
    view = {
        "tab": [],
        "theme": "kw-light",
        "queue": queue,
        "settings": 5,
        "plan": "x",
        "customer": {"page": "x" * 5000},
    }
    kept = {"filter": "abc=A", "descending": True, "columns": ["name"]}
    assert remembered(view) == {"theme": "kw-light", "queue": kept, "customer": {}}
    assert remembered({"queue": {"columns": [["a"], 5]}}) == {"queue": {}}


async def test_a_hostile_view_does_no_harm() -> None:
    odd: Any = {
        "which": [],
        "filter": "\x00\x1b[2J",
        "sort": "nonsense",
        "columns": ["a", "name", "name"],
        "cursor": {},
    }
    async with driven("queue", queue=odd, settings=[5], customer="x", theme=[]) as drive:
        assert drive.body.browser.table.is_attached
        await drive.press("f4", "escape")
        assert len(drive.app.screen_stack) == 1
