"""`kw config path|show|check`."""

import typer

from kw_tui.cli import words
from kw_tui.cli.config import DEFAULTS, config_path, faults, flat, read_config
from kw_tui.cli.failures import FAILED
from kw_tui.cli.options import voice_of
from kw_tui.cli.output import Sink
from kw_tui.cli.tree import KwCommand, new_app
from kw_tui.vocabulary.texts import Text


def add_config(app: typer.Typer) -> None:
    """Add the group of commands."""
    config = new_app(help=words.CONFIG.en, no_args_is_help=False)
    config.command("path", cls=KwCommand, help=words.CONFIG_PATH.en)(_path)
    config.command("show", cls=KwCommand, help=words.CONFIG_SHOW.en)(_show)
    config.command("check", cls=KwCommand, help=words.CONFIG_CHECK.en)(_check)
    app.add_typer(config, name="config")


def _path(ctx: typer.Context) -> None:
    Sink(voice_of(ctx)).text(str(config_path()))


def _show(ctx: typer.Context) -> None:
    from kw_tui.vocabulary.table import Column, Kind

    config = read_config()
    heads = (("key", Text("Schlüssel", "Key")), ("value", Text("Wert", "Value")), ("from", Text("Aus", "From")))
    default = Text("Vorgabe", "default").in_(voice_of(ctx).lang)
    told = flat({**DEFAULTS, **config})
    rows = [
        (
            key,
            value if isinstance(value, bool) else str(value) or None,
            config_path().name if key.split(".")[0] in config else default,
        )
        for key, value in told.items()
    ]
    Sink(voice_of(ctx)).table([Column(id_, Kind.TEXT, label) for id_, label in heads], rows)


def _check(ctx: typer.Context) -> None:
    voice = voice_of(ctx)
    found = faults(read_config())
    for fault in found:
        voice.say(Text("{path}: {fault}", "{path}: {fault}").format(path=config_path(), fault=fault))
    if found:
        raise typer.Exit(FAILED)
    voice.say(Text("{path}: in Ordnung", "{path}: fine").format(path=config_path()))
