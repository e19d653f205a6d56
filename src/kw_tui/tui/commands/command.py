"""Something that can be done, with its key; and how it is found by what is typed. Pure."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.fuzzy import FuzzySearch

from kw_tui.tui.keys import Key
from kw_tui.vocabulary.texts import LANGUAGES, Lang, Text

LEAST_ROUGH = 3
"""Letters from which a word is looked for roughly, where none holds it."""


class Command(NamedTuple):
    """What it does, under which heading, by which keys, how it is run, and why it cannot be done now if so."""

    text: Text
    group: Text
    run: Callable[[], None]
    key: Key | None = None
    why: Text | None = None

    def face(self, lang: Lang) -> str:
        """Return its keys as they are written on the keyboard of a language."""
        return "" if self.key is None else self.key.face(lang)


def found(commands: Sequence[Command], wanted: str) -> list[Command]:
    """Return the commands that fit, best first: by key, by words of either language, else by letters in that order."""
    sought = wanted.strip().casefold()
    if not sought:
        return list(commands)
    by_key = [one for one in commands if sought in _faces(one)]
    holding = [one for one in commands if one not in by_key and _place(one, sought) is not None]
    if by_key or holding:
        return [*by_key, *sorted(holding, key=lambda one: _place(one, sought) or 0)]
    return _roughly(commands, sought) if len(sought) >= LEAST_ROUGH else []


def _faces(command: Command) -> set[str]:
    return {face.casefold() for lang in LANGUAGES for face in command.face(lang).split(" ")} - {""}


def _place(command: Command, sought: str) -> int | None:
    """Return 0 where a phrase begins so, 1 where a word does, 2 where the letters are anywhere, 3 in the heading."""
    phrases = [command.text.in_(lang).casefold() for lang in LANGUAGES]
    if any(phrase.startswith(sought) for phrase in phrases):
        return 0
    if any(f" {sought}" in phrase for phrase in phrases):
        return 1
    if any(sought in phrase for phrase in phrases):
        return 2
    return 3 if any(sought in command.group.in_(lang).casefold() for lang in LANGUAGES) else None


def _roughly(commands: Sequence[Command], sought: str) -> list[Command]:
    search = FuzzySearch()
    scores = [max(search.match(sought, one.text.in_(lang))[0] for lang in LANGUAGES) for one in commands]
    ranked = sorted(zip(scores, range(len(commands)), strict=True), key=lambda pair: (-pair[0], pair[1]))
    return [commands[place] for score, place in ranked if score > 0]
