"""Whatever a journal says is read as TOML reads it, only sooner."""

import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kw_tui.storage import journal_text
from kw_tui.storage.journal import _HEAD, _table
from kw_tui.storage.journal_text import entries_of

KEYS = st.text('abc_-XÄ "=#', max_size=4)
TEXTS = st.text(st.sampled_from("aä \"\\\n\t#=[]{},'\x7f\x00€")) | st.text(max_size=8)
VALUES = TEXTS | st.dictionaries(KEYS, TEXTS, max_size=3) | st.integers() | st.booleans() | st.just(date(2026, 1, 1))
ENTRIES = st.lists(st.dictionaries(KEYS, VALUES, max_size=5), max_size=4)


def written(entries: list[dict[str, Any]]) -> str:
    return _HEAD + b"".join(map(_table, entries)).decode()


@settings(max_examples=300)
@given(ENTRIES)
def test_it_reads_what_toml_reads(entries: list[dict[str, Any]]) -> None:
    text = written(entries)
    assert entries_of(text) == tomllib.loads(text)


@settings(max_examples=300)
@given(ENTRIES, st.data())
def test_damage_is_told_as_toml_tells_it(entries: list[dict[str, Any]], data: st.DataObject) -> None:
    text = written([{"id": "1", "params": {"a": "b", "c": "d"}}, *entries])
    place = data.draw(st.integers(0, len(text)))
    broken = text[:place] + data.draw(
        st.sampled_from(["", '"', "\n", "}", "{ ", "[[decision]]\n", "# end\n", "=", ","])
    )
    broken += text[place + data.draw(st.integers(0, 3)) :]
    assert outcome(entries_of, broken) == outcome(tomllib.loads, broken)


def outcome(read: Any, text: str) -> Any:
    try:
        return read(text)
    except ValueError as error:
        return str(error)


@pytest.mark.parametrize(
    "text",
    [
        '[[decision]]\nreason = """\n[[decision]]\n"""\n# end\n',
        '\n[[decision]]\nid = "1"\n[decision.params]\nstep = "1"\n# end\n',
        '\n[[decision]]\nid = "1"\nid = "2"\n# end\n',
        '\n[[decision]]\np = { a = "1", a = "2" }\n# end\n',
        'decision = "x"\n\n[[decision]]\nid = "1"\n# end\n',
        '\n[[decision]]\nid = "1"\n# end\n[other]\nx = 1\n# end\n\n[[decision]]\nid = "2"\n# end\n',
        '\n[[decision]]\r\nid = "1"\r\n# end\r\n',
        "",
    ],
)
def test_what_nobody_would_write_is_read_as_toml_too(text: str) -> None:
    assert outcome(entries_of, text) == outcome(tomllib.loads, text)


def test_plain_entries_take_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    text = written([{"id": "1", "reason": "Müller [/x]", "params": {"step": "0.05", "until": "2027-01-01"}}] * 3)
    expected = tomllib.loads(text)
    calls = []

    def counted(part: str) -> dict[str, Any]:
        calls.append(part)
        return tomllib.loads(part)

    class Toml:
        loads = staticmethod(counted)

    monkeypatch.setattr(journal_text, "tomllib", Toml)
    assert entries_of(text) == expected
    assert len(calls) == 1
