import os
import subprocess
import sys
import time
import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kw_tui.storage import atomic
from kw_tui.storage.journal import Journal, journal_path
from kw_tui.vocabulary.errors import DecisionError, SessionError
from kw_tui.vocabulary.texts import Text

HOSTILE = 'Kündigung: "zu teuer"\n[[decision]]\n# end\n\r\t\x1b]52;c\x07 \x00\x7f\x85\u2028\u202e 🦊 \\u0041 \'\'\' """'
ENTRIES: list[dict[str, Any]] = [
    {"id": "1", "action": "reprice", "params": {"step": 0.05, "until": date(2026, 12, 1)}, "reason": HOSTILE},
    {"id": "2", "action": "let_go", "figures": {"db4": "-12.50", "Umsatz €": "1", "": HOSTILE}, "n": 3, "sure": True},
    {"id": "3", "action": "keep", "when": datetime(2026, 11, 1, 10, tzinfo=UTC), "params": {}, "ratio": 1e-9},
]


PRELUDE = "import sys; from pathlib import Path; from kw_tui.storage.journal import Journal; a = sys.argv\n"


def started(code: str, *args: object) -> "subprocess.Popen[bytes]":
    """Run code in a process of its own, which finds its arguments in `a`."""
    command = [sys.executable, "-c", PRELUDE + code, *map(str, args)]
    return subprocess.Popen(command, stdout=subprocess.PIPE)


@pytest.fixture
def session(tmp_path: Path) -> Path:
    return tmp_path / "kunden.kw.toml"


def filled(session: Path, entries: list[dict[str, Any]] = ENTRIES) -> Journal:
    journal = Journal(session)
    for entry in entries:
        journal.append(entry)
    return journal


def test_it_lies_beside_its_session() -> None:
    assert journal_path(Path("/d/kunden.kw.toml")) == Path("/d/kunden.decisions.toml")
    assert journal_path(Path("kunden.toml")) != journal_path(Path("kunden.kw.toml"))


def test_no_file_is_an_empty_history_and_none_is_made(session: Path) -> None:
    journal = Journal(session)
    assert journal.history().entries == ()
    assert journal.stamp() == (0, 0, 0)
    assert list(session.parent.iterdir()) == []


def test_entries_come_back_as_they_were(session: Path) -> None:
    journal = filled(session)
    assert list(journal.history().entries) == ENTRIES
    again = Journal(session).history()
    assert list(again.entries) == ENTRIES
    assert again.notice is None
    assert journal.path.stat().st_mode & 0o077 == 0


def test_the_file_is_plain_toml_with_a_table_an_entry(session: Path) -> None:
    raw = tomllib.loads(filled(session).path.read_text())
    assert raw == {"version": 1, "decision": ENTRIES}


def test_append_returns_the_entry_and_leaves_out_what_is_none(session: Path) -> None:
    assert Journal(session).append({"id": "1", "replaces": None, "params": {"until": None}}) == {
        "id": "1",
        "params": {},
    }


scalar = st.text() | st.integers(-(2**63), 2**63 - 1) | st.booleans() | st.floats(allow_nan=False) | st.dates()
entry = st.dictionaries(st.text(), scalar | st.dictionaries(st.text(), st.text(), max_size=3), max_size=5)


@settings(max_examples=60, deadline=None)
@given(st.lists(entry, min_size=1, max_size=4))
def test_any_entries_round_trip(tmp_path_factory: pytest.TempPathFactory, entries: list[dict[str, Any]]) -> None:
    path = tmp_path_factory.mktemp("any") / "a.kw.toml"
    filled(path, entries)
    assert list(Journal(path).history().entries) == entries


def test_reading_on_sees_what_others_add(session: Path) -> None:
    mine, other = Journal(session), Journal(session)
    other.append(ENTRIES[0])
    before = mine.stamp()
    assert len(mine.history().entries) == 1
    other.append(ENTRIES[1])
    assert mine.stamp() != before
    assert list(mine.history().entries) == ENTRIES[:2]


def test_reading_on_parses_only_the_new(session: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = filled(session)
    Journal(session).append({"id": "4"})
    parsed: list[int] = []
    real = Journal._parse
    monkeypatch.setattr(Journal, "_parse", lambda self, content: parsed.append(len(content)) or real(self, content))
    assert len(mine.history().entries) == 4
    mine.history()
    assert len(parsed) == 1
    assert parsed[0] < 40


@pytest.mark.parametrize("entries", [[], ENTRIES[:1], [{"id": "x" * 900}], [*ENTRIES, *ENTRIES]])
def test_a_file_put_in_its_place_is_read_anew(session: Path, entries: list[dict[str, Any]]) -> None:
    journal = filled(session)
    other = filled(session.with_name("other.kw.toml"), entries)
    content = other.path.read_bytes() if entries else b""
    journal.path.write_bytes(content)
    assert list(journal.history().entries) == entries
    journal.path.unlink()
    assert journal.history().entries == ()


def test_cut_at_any_byte_it_keeps_all_whole_entries_and_goes_on(session: Path) -> None:
    whole = filled(session).path.read_bytes()
    ends = [i + 5 for i in range(len(whole)) if whole.startswith(b"# end", i) and whole[i - 1 : i] == b"\n"]
    assert len(ends) == 3
    for cut in range(len(whole) + 1):
        journal = Journal(session)
        journal.path.write_bytes(whole[:cut])
        kept = sum(end <= cut for end in ends)
        history = journal.history()
        assert list(history.entries) == ENTRIES[:kept], cut
        torn = sorted(session.parent.glob("*.torn-*"))
        assert bool(torn) == (history.notice is not None)
        assert journal.path.read_bytes() + b"".join(path.read_bytes() for path in torn) == whole[:cut]
        assert Journal(session).history().notice is None
        journal.append({"id": "next"})
        assert list(Journal(session).history().entries) == [*ENTRIES[:kept], {"id": "next"}], cut
        for path in torn:
            path.unlink()


def test_a_torn_end_is_moved_and_told_in_both_languages(session: Path) -> None:
    journal = filled(session)
    for number in (1, 2):
        with journal.path.open("ab") as file:
            file.write(b'\n[[decision]]\nid = "la')
        notice = Journal(session).history().notice
        assert isinstance(notice, Text)
        assert f"kunden.decisions.toml.torn-{number}" in notice.de
        assert "cut off" in notice.en
    aside = session.with_name("kunden.decisions.toml.torn-2")
    assert aside.read_bytes() == b'\n[[decision]]\nid = "la'
    assert aside.stat().st_mode & 0o077 == 0


def test_a_tail_of_zeros_is_torn(session: Path) -> None:
    journal = filled(session)
    with journal.path.open("ab") as file:
        file.write(b"\0" * 300)
    journal = Journal(session)
    assert list(journal.history().entries) == ENTRIES
    assert journal.history().notice is not None, "it stays known as long as the journal is open"


def test_appending_onto_a_torn_end_sets_it_aside_first(session: Path) -> None:
    journal = filled(session)
    with journal.path.open("ab") as file:
        file.write(b"\n[[decision]]\nid = 3\n")
    journal.append({"id": "4"})
    assert list(Journal(session).history().entries) == [*ENTRIES, {"id": "4"}]
    assert session.with_name("kunden.decisions.toml.torn-1").exists()


def test_an_append_under_way_is_not_taken_for_torn(session: Path) -> None:
    journal = filled(session)
    whole = journal.path.read_bytes()
    journal.path.write_bytes(whole[:-30])
    code = "print(flush=True); h = Journal(Path(a[1])).history(); sys.exit(len(h.entries) if h.notice is None else 99)"
    with atomic.locked(journal.path):
        reader = started(code, session)
        assert reader.stdout is not None
        reader.stdout.readline()
        time.sleep(0.1)
        journal.path.write_bytes(whole)
    reader.communicate()
    assert reader.returncode == 3


def test_remarks_and_blank_lines_at_the_end_are_left_alone(session: Path) -> None:
    journal = filled(session)
    with journal.path.open("ab") as file:
        file.write(b"\n# checked by Ute\n\n")
    history = Journal(session).history()
    assert history.notice is None
    journal.append({"id": "4"})
    assert len(Journal(session).history().entries) == 4
    assert b"checked by Ute" in journal.path.read_bytes()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (b'id = "2"', b'id = "2', "line 12"),
        (b'"let_go"', b'"let\xff"', "line 13: not UTF-8"),
        (b"version = 1", b"version = 2", "newer kw"),
    ],
)
def test_damage_before_the_end_is_told_and_nothing_moved(session: Path, old: bytes, new: bytes, says: str) -> None:
    journal = filled(session)
    damaged = journal.path.read_bytes().replace(old, new)
    journal.path.write_bytes(damaged)
    with pytest.raises(SessionError) as caught:
        Journal(session).history()
    assert says in caught.value.line("en")
    with pytest.raises(SessionError):
        Journal(session).append({"id": "4"})
    assert journal.path.read_bytes() == damaged
    assert not list(session.parent.glob("*torn*"))


def test_damage_among_new_entries_names_its_line_in_the_file(session: Path) -> None:
    journal = filled(session)
    lines = journal.path.read_bytes().count(b"\n")
    with journal.path.open("ab") as file:
        file.write(b"[[decision]]\nid = \n# end\n")
    with pytest.raises(SessionError, match=f"line {lines + 2}"):
        journal.history()


def test_what_is_made_after_the_history_sees_all_of_it(session: Path) -> None:
    first, second = Journal(session), Journal(session)
    first.append({"id": "0"})

    def count(history: tuple[Mapping[str, Any], ...]) -> list[dict[str, Any]]:
        return [{"id": str(len(history))}, {"id": "more"}]

    assert second.append_after(count) == ({"id": "1"}, {"id": "more"})
    assert first.append_after(count)[0] == {"id": "3"}
    assert first.append_after(lambda _: []) == ()
    assert len(second.history().entries) == 5


def test_a_refusal_leaves_the_journal_alone(session: Path) -> None:
    journal = filled(session)
    before = journal.path.read_bytes()

    def refuse(history: tuple[Mapping[str, Any], ...]) -> list[dict[str, Any]]:
        raise DecisionError(Text("nein", "no"), Text("anders", "else"))

    with pytest.raises(DecisionError):
        journal.append_after(refuse)
    assert journal.path.read_bytes() == before


def test_a_full_disk_cuts_the_half_entry_off_again(session: Path) -> None:
    journal = filled(session)
    before = journal.path.read_bytes()
    code = (
        "import resource\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(a[2]), resource.RLIM_INFINITY))\n"
        "try:\n    Journal(Path(a[1])).append({'id': '4', 'reason': 'x' * 100})\n"
        "except Exception as error:\n    print(error.line('en'))"
    )
    said, _ = started(code, session, len(before) + 20).communicate()
    assert b"the disk is full" in said
    assert journal.path.read_bytes() == before
    journal.append({"id": "4"})
    assert len(Journal(session).history().entries) == 4


def test_a_failed_sync_takes_the_entry_back(session: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = filled(session)

    def fail(_: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(atomic.os, "fsync", fail)
        with pytest.raises(SessionError, match="was not saved in"):
            journal.append({"id": "4"})
    assert list(journal.history().entries) == ENTRIES


def test_places_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "x.decisions.toml").mkdir()
    for place in (tmp_path / "file" / "a.kw.toml", tmp_path / "missing" / "a.kw.toml", tmp_path / "x.kw.toml"):
        with pytest.raises(SessionError):
            Journal(place).append({"id": "1"})
    with pytest.raises(SessionError, match="is not a file but a folder"):
        Journal(tmp_path / "x.kw.toml").history()


def test_four_processes_lose_nothing(session: Path) -> None:
    code = (
        "journal = Journal(Path(a[1]))\n"
        "for number in range(50):\n    journal.append({'id': f'{a[2]}-{number}', 'reason': a[3]})"
    )
    writers = [started(code, session, name, HOSTILE.replace("\0", "") * 3) for name in "abcd"]
    for writer in writers:
        writer.communicate()
        assert writer.returncode == 0
    history = Journal(session).history()
    assert history.notice is None
    ids = [entry["id"] for entry in history.entries]
    assert sorted(ids) == sorted(f"{name}-{number}" for name in "abcd" for number in range(50))
    assert [one for one in ids if one.startswith("a")] == [f"a-{number}" for number in range(50)]


def test_killed_writers_lose_nothing_they_reported(session: Path) -> None:
    code = (
        "journal = Journal(Path(a[1]))\n"
        "while True:\n    journal.append({'id': 'x' * 200})\n    print('.', end='', flush=True)"
    )
    reported = 0
    for wait in (0.02, 0.05, 0.011, 0.033):
        writer = started(code, session)
        assert writer.stdout is not None
        reported += len(writer.stdout.read(1))
        time.sleep(wait)
        writer.kill()
        reported += len(writer.communicate()[0])
        assert len(Journal(session).history().entries) >= reported
    Journal(session).append({"id": "end"})
    assert Journal(session).history().entries[-1] == {"id": "end"}


def test_a_number_of_too_many_digits_is_told(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "a.kw.toml")
    journal.path.write_text("[[decision]]\nid = " + "9" * 5000 + "\n# end\n")
    with pytest.raises(SessionError, match="far too many digits"):
        journal.history()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are POSIX")
def test_a_pipe_is_neither_read_nor_written(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "a.kw.toml")
    os.mkfifo(journal.path)
    for step in (journal.history, lambda: journal.append({"id": "1"})):
        with pytest.raises(SessionError, match="a device or a pipe"):
            step()
