"""Puts the commands together and runs one of them, so that every call ends in a line and an exit code."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from kw_tui import __version__
from kw_tui.cli import words
from kw_tui.cli.commands.afterwards import add_afterwards
from kw_tui.cli.commands.auditing import add_conditions
from kw_tui.cli.commands.batching import add_batching
from kw_tui.cli.commands.checking import add_check
from kw_tui.cli.commands.claiming import add_claiming
from kw_tui.cli.commands.configuring import add_config
from kw_tui.cli.commands.customer import add_customer
from kw_tui.cli.commands.deciding import add_deciding
from kw_tui.cli.commands.describing import add_describing
from kw_tui.cli.commands.evidence import add_evidence
from kw_tui.cli.commands.exporting import add_exporting
from kw_tui.cli.commands.importing import add_import
from kw_tui.cli.commands.interface import add_interface
from kw_tui.cli.commands.keying import add_keys
from kw_tui.cli.commands.lettering import add_letter
from kw_tui.cli.commands.listing import add_listings
from kw_tui.cli.commands.modelling import add_model
from kw_tui.cli.commands.neighbours import add_neighbours
from kw_tui.cli.commands.price_planning import add_price_planning
from kw_tui.cli.commands.queue import add_queue
from kw_tui.cli.commands.segmenting import add_segments
from kw_tui.cli.commands.serving import add_serving
from kw_tui.cli.commands.settings import add_settings
from kw_tui.cli.commands.signing import add_signing
from kw_tui.cli.commands.tracing import add_tracing
from kw_tui.cli.config import configured_lang
from kw_tui.cli.failures import DONE, ending
from kw_tui.cli.options import voice_of
from kw_tui.cli.output import Sink
from kw_tui.cli.tree import finished, new_app
from kw_tui.cli.voice import Voice, first_voice, reserve_closed_streams
from kw_tui.vocabulary.texts import Lang, Text


def run(arguments: Sequence[str]) -> int:
    """Run one call of `kw` and return its exit code; nothing is raised."""
    reserve_closed_streams()
    lang, trouble = configured_lang()
    voice = first_voice(arguments, os.environ, lang)
    if trouble is not None:
        line = trouble.line(voice.lang)
        voice.say(Text(f"kw: {line}", f"kw: {line}"))
    try:
        code = command_tree(voice.lang).main(
            list(arguments), prog_name="kw", standalone_mode=False, obj=voice, windows_expand_args=False
        )
        if sys.stdout is not None:
            sys.stdout.flush()
    except BaseException as error:  # the end of the program: whatever it is becomes one line
        return ending(error, voice)
    return code if isinstance(code, int) else DONE


def command_tree(lang: Lang) -> Any:
    """Build all commands, with their help in one language."""
    app = new_app(help=words.KW.en)
    app.callback(invoke_without_command=True)(_kw)
    add_interface(app)
    add_serving(app)
    add_import(app)
    add_listings(app)
    add_queue(app)
    add_conditions(app)
    add_evidence(app)
    add_segments(app)
    add_customer(app)
    add_neighbours(app)
    add_tracing(app)
    add_price_planning(app)
    add_describing(app)
    add_model(app)
    add_deciding(app)
    add_batching(app)
    add_exporting(app)
    add_letter(app)
    add_signing(app)
    add_claiming(app)
    add_afterwards(app)
    add_settings(app)
    add_check(app)
    add_config(app)
    add_keys(app)
    return finished(typer.main.get_command(app), lang)


def _kw(ctx: typer.Context, version: Annotated[bool, typer.Option("--version", help=words.VERSION.en)] = False) -> None:
    if version:
        Sink(Voice(voice_of(ctx).lang)).text(f"kw {__version__}")
        raise typer.Exit(DONE)
