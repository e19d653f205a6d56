"""Whole calls: exit codes, what goes to stdout and what to stderr, and that nothing ends in a traceback."""

import gc
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from kw_tui import __version__
from kw_tui.cli import YOUNG, search_seldom
from tests.cli.conftest import Call

COMMANDS = (
    "demo", "import", "customers", "segments", "queue", "conditions", "decisions", "customer", "decide", "undo", "redo",
    "sign",
    "set", "check", "config",
)  # fmt: skip


def test_help_lists_every_command_in_both_languages(kw: Call) -> None:
    english, german = kw("--help"), kw("--help", "--lang", "de")
    for command in COMMANDS:
        assert f"\n  {command} " in english.out
        assert f"\n  {command} " in german.out
    assert "Aufruf: kw" in german.out
    assert "Options:" not in german.out
    assert (english.code, english.err) == (0, "")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(kw: Call, command: str) -> None:
    ended = kw(command, "--help", "--lang=de")
    assert ended.code == 0
    assert "--lang" in ended.out
    assert "Diese Hilfe zeigen" in ended.out


def test_version(kw: Call) -> None:
    assert kw("--version").out == f"kw {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["customrs"], "No such command 'customrs'. Did you mean 'customers'"),
        (["customers", "--fast"], "No such option: --fast"),
        (["customers", "--format", "xml"], "xml"),
        (["customers", "--limit", "-1"], "--limit"),
        (["customer"], "Missing argument 'ID'"),
        (["customers", "--lang", "fr"], "fr"),
        (["config"], "Missing command"),
        (["decide", "1", "fire"], "There is no action 'fire'"),
        (["decide", "1", "snoze"], "did you mean snooze?"),
        (["decide", "1", "reprice", "--step", "x"], "Price step 'x' is not possible - give it in per cent"),
        (["decide", "1", "keep", "--until", "soon"], "Date 'soon' cannot be read"),
        (["set", "abc_measre=db1"], "did you mean abc_measure"),
        (["set", "abc_measure", "period=12m"], "write abc_measure=VALUE"),
        (["import", "x.csv", "-s", "s", "--map", "Kundennummer"], "write FIELD=COLUMN"),
        (["import", "x.csv", "-s", "s", "--map", "customer=Kd"], "did you mean customer_id"),
        (["queue"], "There is no session in this folder"),
    ],
)
def test_misuse_is_one_line_and_exit_code_2(kw: Call, arguments: list[str], says: str) -> None:
    ended = kw(*arguments)
    assert ended.code == 2
    assert says in ended.err
    assert ended.err.startswith("kw: ")
    assert ended.err.count("\n") == 1
    assert ended.out == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ["customers", "--fast"],
            "Gemeint war vielleicht --format, --sort? - `kw customers --help` zeigt, was geht",
        ),
        (["customer"], "Es fehlt 'ID'"),
        (["customrs"], "Gemeint war vielleicht 'customers'"),
        (["decide", "1", "snoze"], "gemeint ist vielleicht snooze"),
    ],
)
def test_misuse_is_told_in_german_too(kw: Call, arguments: list[str], says: str) -> None:
    assert says in kw(*arguments, "--lang", "de").err


def test_the_language_of_the_system_and_the_configuration(
    kw: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert "keine Sitzung" in kw("queue").err
    (tmp_path / "config.toml").write_text('lang = "en"')
    assert "no session" in kw("queue").err
    (tmp_path / "config.toml").write_text("lang = ")
    ended = kw("queue")
    assert ended.err.splitlines()[0].startswith("kw: Konfiguration")
    assert ended.code == 2


@pytest.mark.parametrize("reading", ["customers", "segments", "queue", "conditions", "decisions", "undo", "set"])
def test_a_missing_session_names_itself_and_the_import(kw: Call, reading: str) -> None:
    ended = kw(reading, "-s", "kunden")
    assert ended.code == 1
    assert ended.err == ("kw: There is no session kunden.kw.toml - `kw import FILE -s kunden.kw.toml` makes it\n")
    assert not list(Path().glob("*"))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"version = 99\n", "newer kw (version 99) - update kw"),
        (b"period = \n", "not valid TOML, line 1"),
        (b"\x00\xff\x80", "not UTF-8 text"),
        (b"[settings]\nrfm_classes = 99\n", "rfm_classes = 99 is not possible - allowed: 2 .. 10"),
    ],
)
@pytest.mark.parametrize("command", [["customers", "-s"], ["check"], []])
def test_a_broken_session_is_one_line_and_left_alone(kw: Call, command: list[str], content: bytes, says: str) -> None:
    Path("b.kw.toml").write_bytes(content)
    ended = kw(*command, "b.kw.toml")
    assert (ended.code, ended.out) == (1, "")
    assert says in ended.err
    assert ended.err.count("\n") == 1
    assert Path("b.kw.toml").read_bytes() == content


def test_an_unexpected_error_is_one_line(kw: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("kw_tui.cli.commands.configuring.config_path", fail)
    ended = kw("config", "path")
    assert (ended.code, ended.err.count("\n")) == (1, 1)
    assert "unexpected error (ZeroDivisionError" in ended.err


def run_apart(code: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, **environment}, check=False
    )


def test_help_loads_none_of_the_heavy_libraries() -> None:
    heavy = ("polars", "textual", "scipy", "numpy", "rich", "narwhals")
    code = (
        f"import sys; from kw_tui.cli.app import run; run(['--help']); print([n for n in {heavy} if n in sys.modules])"
    )
    assert run_apart(code).stdout.splitlines()[-1] == "[]"


def test_lists_load_neither_screen_nor_statistics_once_the_models_are_known(kw: Call, fresh: Path) -> None:
    assert kw("customers", "-s", fresh).code == 0
    code = (
        f"import sys; from kw_tui.cli.app import run; assert run(['customers', '-s', {str(fresh)!r}]) == 0\n"
        "print([name for name in ('textual', 'scipy', 'rich') if name in sys.modules])"
    )
    assert run_apart(code).stdout.splitlines()[-1] == "[]"


def test_help_is_there_at_once() -> None:
    def cpu_seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run_apart("from kw_tui.cli.app import run; run(['--help'])")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(cpu_seconds() for _ in range(3)) < 0.3


def shell(line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of shell; `kw` in it is this program."""
    named = f'kw() {{ {sys.executable} -m kw_tui "$@"; }}; {line}'
    return subprocess.run(["bash", "-c", named], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "call", ["queue -s {s}", "customers -s {s} --format csv", "check -s {s}", "--help", "--version"]
)
def test_a_full_disk_is_one_line(session: Path, call: str) -> None:
    ended = shell(f"kw {call.format(s=session)} >/dev/full")
    assert ended.returncode == 1
    assert ended.stderr == "kw: The output could not be written: the disk is full - write it elsewhere\n"


def test_an_import_is_told_to_be_unwritten_too(kw: Call, ledger: Path) -> None:
    ended = shell(f"kw import {ledger} -s new --dry-run --lang de >/dev/full")
    assert ended.returncode == 1
    assert ended.stderr.startswith("kw: Die Ausgabe ließ sich nicht schreiben: der Datenträger ist voll - ")
    assert ended.stderr.count("\n") == 1


def test_a_closed_stdout_is_one_line(session: Path) -> None:
    ended = shell(f"kw queue -s {session} >&-")
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert ended.stderr.startswith("kw: The output could not be written: stdout is closed")
    for call in ("--help", f"undo -s {session}"):
        assert "Attribute" not in shell(f"kw {call} >&-").stderr


@pytest.mark.parametrize("nobody", ["2>/dev/full", "2>&-", "<&- >&- 2>&-"])
def test_with_nobody_to_hear_the_exit_code_still_tells(session: Path, nobody: str) -> None:
    decided = shell(f"kw decide 0002 reprice --step 5 --reason agreed -s {session} {nobody}")
    assert (decided.returncode, decided.stdout) == (0, "")
    misused = shell(f"kw nope {nobody}")
    assert (misused.returncode, misused.stdout) == (2, "")
    failing = shell(f"KW_DEBUG=1 kw decide 0999 keep -s {session} {nobody}")
    assert (failing.returncode, failing.stdout) == (1, "")
    assert session.with_name("s.decisions.toml").read_text().count("[[decision]]") == 1


@pytest.mark.parametrize("limit", ["9" * 23, "2147483648", "x"])
def test_a_limit_beyond_counting_is_misuse(kw: Call, session: Path, limit: str) -> None:
    ended = kw("customers", "-s", session, "--limit", limit)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert "--limit" in ended.err


@pytest.mark.parametrize(
    "call", ["customer 1", "decisions", "set", "undo", "redo", "check", "demo", "config show", "decide 1 keep"]
)
def test_a_format_a_command_does_not_have_is_misuse(kw: Call, call: str) -> None:
    ended = kw(*call.split(), "--format", "xlsx")
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert "--format" in ended.err
    assert "Value error" not in ended.err


def test_a_closed_pipe_is_silent(session: Path) -> None:
    kw = f"{sys.executable} -m kw_tui customers -s {session} --format csv --limit 5"
    ended = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {kw} | head -c 5"], capture_output=True, text=True, check=False
    )
    assert (ended.stdout, ended.stderr) == ("custo", "")
    closed = subprocess.run(["bash", "-c", f"{kw} | true"], capture_output=True, text=True, check=False)
    assert closed.stderr == ""


def test_what_is_thrown_away_in_circles_is_found_though_seldom() -> None:
    thresholds, found = gc.get_threshold(), list[int]()
    gc.callbacks.append(lambda phase, info: found.append(info["collected"]) if phase == "stop" else None)
    try:
        search_seldom()
        for _ in range(2 * YOUNG):
            circle = list[object]()
            circle.append(circle)
    finally:
        gc.callbacks.pop()
        gc.set_threshold(*thresholds)
    assert sum(found) >= YOUNG
