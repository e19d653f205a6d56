"""What is wrong with a call, in both languages: the library that reads command lines says it in English alone."""

import re
from typing import Any

from kw_tui.vocabulary.texts import Text

_SEE = Text("kw: {what} - `{command} --help` zeigt, was geht", "kw: {what} - see `{command} --help`")
_PHRASES: tuple[tuple[re.Pattern[str], Text], ...] = tuple(
    (re.compile(pattern), text)
    for pattern, text in (
        (r"Missing \w+ (?P<name>'.+?')", Text("Es fehlt {name}", "Missing argument {name}")),
        (r"Missing command", Text("Es fehlt ein Befehl", "Missing command")),
        (r"No such option: (?P<name>\S+) \(?(?:Did you mean|Possible options:) (?P<near>.+?)[?)]*$",
         Text("Option {name} gibt es nicht. Gemeint war vielleicht {near}?",
              "No such option: {name}. Did you mean {near}?")),
        (r"No such option: (?P<name>.+)", Text("Option {name} gibt es nicht", "No such option: {name}")),
        (r"No such command (?P<name>'.+?')\. Did you mean (?P<near>.+?)\??$",
         Text("Diesen Befehl gibt es nicht: {name}. Gemeint war vielleicht {near}?",
              "No such command {name}. Did you mean {near}?")),
        (r"No such command (?P<name>'.+')", Text("Diesen Befehl gibt es nicht: {name}", "No such command {name}")),
        (r"Got unexpected extra arguments?(?:\(s\))? \((?P<name>.*)\)",
         Text("Überzählig: {name}", "Got unexpected extra arguments: {name}")),
        (r"Option (?P<name>'.+') does not take a value",
         Text("Option {name} nimmt keinen Wert", "Option {name} takes no value")),
        (r"Option (?P<name>'.+') requires .*", Text("Option {name} braucht einen Wert", "Option {name} needs a value")),
        (r"Invalid value for (?P<name>.+?): (?:Value error, )?(?P<why>.*)",
         Text("Ungültiger Wert für {name}: {why}", "Invalid value for {name}: {why}")),
    )
)  # fmt: skip
"""What the library says of a call as a whole -> our words, its names in them."""
_WHY: tuple[tuple[re.Pattern[str], Text], ...] = tuple(
    (re.compile(pattern), text)
    for pattern, text in (
        (r"Input should be a valid integer.*", Text("eine ganze Zahl, bitte", "a whole number, please")),
        (r"Input should be a valid number.*", Text("eine Zahl, bitte", "a number, please")),
        (r"Input should be greater than or equal to (?P<n>\S+)", Text("mindestens {n}", "{n} at least")),
        (r"Input should be less than or equal to (?P<n>\S+)", Text("höchstens {n}", "{n} at most")),
        (r"(?P<given>.+) is not one of (?P<known>.+)", Text("{given} ist keines von {known}",
                                                            "{given} is not one of {known}")),
        (r"(?P<given>.+) does not exist", Text("{given} gibt es nicht", "{given} does not exist")),
    )
)  # fmt: skip
"""What it says of one value."""


def misuse(error: Any) -> Text:
    """Return what is wrong with a call, in a line; `error` is the library's own."""
    context = getattr(error, "ctx", None)
    command = context.command_path.removesuffix(" open") if context else "kw"
    return _SEE.format(what=in_our_words(error.format_message()), command=command)


def in_our_words(said: str) -> Text:
    """Return what the library said in both languages; what nobody foresaw as it is."""
    said = said.rstrip(".")
    for pattern, text in _PHRASES:
        if found := pattern.fullmatch(said):
            return text.format(**_named(found))
    return Text(said, said)


def _named(found: re.Match[str]) -> dict[str, object]:
    named: dict[str, object] = dict(found.groupdict())
    if isinstance(why := named.get("why"), str):
        named["why"] = next((text.format(**it.groupdict()) for one, text in _WHY if (it := one.fullmatch(why))), why)
    return named
