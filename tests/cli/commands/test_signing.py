"""Two people on one session at the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Call


@pytest.fixture
def waiting(kw: Call, fresh: Path) -> Path:
    """A session in which ute wants to let 0002 go, and that needs a second signature."""
    assert kw("set", "second_signature=let_go", "-s", fresh).code == 0
    ended = kw("decide", "0002", "let_go", "-s", fresh, "--reason", "pays below cost")
    assert ended.code == 0, ended.err
    assert ended.err.endswith("kw: 0002 waits for a second signature (Let go)\n")
    return fresh


def rows(kw: Call, session: Path, *options: str) -> list[dict[str, Any]]:
    return json.loads(kw("decisions", "-s", session, "--format", "json", *options).out)


def test_what_needs_a_signature_waits_until_somebody_else_signs(
    kw: Call, waiting: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (open_,) = rows(kw, waiting, "--open")
    assert (open_["customer_id"], open_["signature"], open_["stands"]) == ("0002", "open", False)
    ended = kw("sign", "0002", "-s", waiting)
    assert (ended.code, ended.err) == (1, "kw: ute took the decision - somebody else has to sign\n")
    monkeypatch.setenv("KW_USER", "max")
    assert kw("sign", "0002", "-s", waiting).err == "Countersigned: 0002 - Let go (ute)\n"
    assert rows(kw, waiting, "--open") == []
    (decided,) = [one for one in rows(kw, waiting) if one["action"] == "let_go"]
    assert (decided["signature"], decided["signed_by"], decided["stands"]) == ("signed", "max", True)
    assert kw("undo", "-s", waiting).err.startswith("Taken back: 0002 - Countersign (max)")
    assert len(rows(kw, waiting, "--open")) == 1


def test_a_rejection_says_why(kw: Call, waiting: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KW_USER", "max")
    assert "Reject needs a reason" in kw("sign", "0002", "--reject", "-s", waiting).err
    ended = kw("sign", "0002", "--reject", "--reason", "call them first", "-s", waiting)
    assert ended.err == "Rejected: 0002 - Let go (ute)\n"
    assert [one["signature"] for one in rows(kw, waiting)] == [None, "rejected"]


def test_all_are_those_one_may_sign(kw: Call, waiting: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kw("sign", "--all", "-s", waiting).err == "kw: Nothing waits for your signature.\n"
    kw("set", "reviewers=cem, dora", "-s", waiting)
    monkeypatch.setenv("KW_USER", "max")
    assert kw("sign", "--all", "-s", waiting).err == "kw: Nothing waits for your signature.\n"
    assert "who may: cem, dora" in kw("sign", "0002", "-s", waiting).err
    monkeypatch.setenv("KW_USER", "dora")
    assert kw("sign", "--all", "-s", waiting).err == "Countersigned: 0002 - Let go (ute)\n"


@pytest.mark.parametrize(
    "options", [(), ("0002", "--all"), ("--all", "--reject", "--reason", "x"), ("0002", "--reason", "x")]
)
def test_what_does_not_fit_together_is_usage(kw: Call, session: Path, options: tuple[str, ...]) -> None:
    ended = kw("sign", *options, "-s", session)
    assert (ended.code, ended.err.count("\n")) == (2, 1)


def test_nothing_waits_is_told(kw: Call, session: Path) -> None:
    ended = kw("sign", "0002", "-s", session, "--lang", "de")
    assert ended.code == 1
    assert ended.err.startswith("kw: Für 0002 steht keine Unterschrift aus - `kw decisions --open` zeigt, was wartet")


def test_who_changed_what_is_told_with_the_settings(kw: Call, session: Path) -> None:
    kw("set", "target_ratio=12%", "-s", session)
    kw("set", "reviewers=cem", "lang=de", "-s", session)
    told = kw("set", "-s", session, "--lang", "en").err.splitlines()
    assert told[0].startswith("Changed 20")
    assert told[0].endswith("by ute: reviewers empty -> cem")
    assert told[1].endswith("by ute: target_ratio 10 % -> 12 %")
    assert len(told) == 2
