"""`kw keys`: what the terminal sends for a key and what it does; without a terminal, all keys with their ids."""

from typing import Annotated, Any

import typer

from kw_tui.cli import words
from kw_tui.cli.commands.interface import is_terminal
from kw_tui.cli.config import read_config
from kw_tui.cli.options import FormatOption, voice_of
from kw_tui.cli.output import Sink
from kw_tui.cli.plain_rows import plain_frame
from kw_tui.cli.tree import KwCommand
from kw_tui.cli.voice import Voice
from kw_tui.vocabulary.texts import Text

HEADS = {
    "place": Text("Wo", "Place"),
    "id": Text("Kennung", "Id"),
    "keys": Text("Tasten", "Keys"),
    "meaning": Text("Bedeutung", "Meaning"),
}
"""What a screen shows; the other formats tell the program's own keys besides."""


def add_keys(app: typer.Typer) -> None:
    """Add the command."""
    app.command("keys", cls=KwCommand, help=words.KEYS.en)(_keys)


def _keys(
    ctx: typer.Context,
    listed: Annotated[bool, typer.Option("--list", help=words.KEYS_LIST.en)] = False,
    form: FormatOption = None,
) -> None:
    from kw_tui.tui.commanding import read_keymap

    voice = voice_of(ctx)
    wanted = read_config().get("keys")
    found, _ = read_keymap(wanted if isinstance(wanted, dict) else {})
    if is_terminal() and not listed and form is None:
        from kw_tui.tui.keymap.probe import run_probe

        run_probe(voice.lang, found.keymap)
        return
    _list(voice, found.keymap, Sink(voice, form))


def _list(voice: Voice, keymap: dict[str, str], sink: Sink) -> None:
    from kw_tui.tui.keymap.listing import entries
    from kw_tui.vocabulary.table import Column, Kind

    rows: list[dict[str, Any]] = [
        {
            "place": one.place.in_(voice.lang),
            "id": one.id,
            "keys": one.keys,
            "default": one.default,
            "meaning": one.meaning.in_(voice.lang),
        }
        for one in entries(keymap)
    ]
    if sink.form == "json":
        sink.json([{**row, "keys": row["keys"].split(","), "default": row["default"].split(",")} for row in rows])
    elif sink.form != "table":
        sink.frame(plain_frame(rows, tuple(rows[0])), ())
    else:
        sink.table(
            [Column(name, Kind.TEXT, label) for name, label in HEADS.items()], [[r[n] for n in HEADS] for r in rows]
        )
