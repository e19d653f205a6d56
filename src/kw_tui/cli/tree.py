"""The tree of commands: `kw SESSION` as well as `kw COMMAND`, and help in the user's language."""

import re
from copy import copy
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from kw_tui.cli import words
from kw_tui.cli.options import LangOption, PlainOption
from kw_tui.vocabulary.texts import Lang

OPEN = "open"
_TAKES_VALUE = ("--lang",)
_RANGE = re.compile(r"\s*\[\d+<=x<=\d+\]|;\s+\d+<=x<=\d+(?=\])")
"""Bounds of a number as the library writes them; who types another is told which hold."""
_METAVARS = {text.en: text.de for text in words.METAVARS}


class KwCommand(TyperCommand):
    """A command whose help has German headings where its texts are German."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return _headed(super().get_help(ctx), ctx)


class KwGroup(TyperGroup):
    """Takes a session file in place of a command: `kw s.kw.toml` is `kw open s.kw.toml`, `kw` is `kw open`."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return _headed(super().get_help(ctx), ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put `open` before a session, or where no command is named."""
        if OPEN in self.commands and not {"--help", "--version"} & set(args):
            place = _first_word(args)
            if place == len(args) or _is_session(args[place], self.commands):
                args = [*args[:place], OPEN, *args[place:]]
        return super().parse_args(ctx, args)


def _first_word(args: list[str]) -> int:
    """Where the first argument stands that is neither an option of `kw` itself nor an option's value."""
    place = 0
    while place < len(args) and args[place].split("=")[0] in ("--lang", "--no-color"):
        place += 2 if args[place] in _TAKES_VALUE else 1
    return min(place, len(args))


def _is_session(word: str, commands: Any) -> bool:
    if word in commands:
        return False
    return word.startswith("-") or word.endswith(".toml") or "/" in word or Path(word).exists()


def _headed(page: str, ctx: Any) -> str:
    page, voice = _RANGE.sub("", page), ctx.find_root().obj
    if voice is None or voice.lang != "de":
        return page
    for text in (*words.HEADINGS, words.HELP):
        page = page.replace(text.en, text.de)
    return page


def finished(command: Any, lang: Lang) -> Any:
    """Give every command of a tree `--lang` and `--no-color`, and its help in one language; return the tree."""
    _finish(command, lang, _options_of_all())
    return command


def _finish(command: Any, lang: Lang, options: list[Any]) -> None:
    command.params = [*command.params, *map(copy, options)]
    if lang == "de":
        command.help = words.GERMAN.get(command.help, command.help)
        for parameter in command.params:
            english = getattr(parameter, "help", None)
            parameter.help = words.GERMAN.get(english or "", english)
            parameter.metavar = _METAVARS.get(parameter.metavar or "", parameter.metavar)
    for inner in getattr(command, "commands", {}).values():
        _finish(inner, lang, options)


def _options_of_all() -> list[Any]:
    """The options every command has; `first_voice` reads them before commands are parsed."""
    app = typer.Typer(add_completion=False)
    app.command()(_with_all_options)
    options = list(typer.main.get_command(app).params)
    for option in options:
        option.expose_value = False
    return options


def _with_all_options(lang: LangOption = None, no_color: PlainOption = False) -> None:
    del lang, no_color


def new_app(**settings: Any) -> typer.Typer:
    """Return an empty application without colours, completion and decorated tracebacks."""
    return typer.Typer(
        cls=KwGroup, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, **settings
    )
