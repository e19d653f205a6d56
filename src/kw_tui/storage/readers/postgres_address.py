"""The address of a PostgreSQL table, told as a path is: where the password is, and how to show it without."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

_ADDRESS = re.compile(r"(?:.*?/)?postgres(?:ql)?:/+(.*)", re.DOTALL)
_SECRETS = ("password", "sslpassword")
_HIDDEN = "***"


@dataclass(frozen=True, slots=True)
class Address:
    """`uri` is what libpq takes, password and all: never shown, never stored. `shown` is the address without it."""

    uri: str
    shown: Path
    table: str | None
    query: str | None
    secrets: tuple[str, ...]

    def masked(self, text: str) -> str:
        """A text in which no password stands."""
        for secret in self.secrets:
            text = text.replace(secret, _HIDDEN)
        return text


def address_of(path: Path) -> Address | None:
    """The address in `postgresql://user@host/db?table=schema.table` or `?query=SELECT ...`; None where it is a path.

    A path has but one of the slashes and may have been made absolute. What a query must not say plainly is written
    `%26` for &, `%2F%2F` for //, `%25` for %.
    """
    found = _ADDRESS.fullmatch(path.as_posix())
    if found is None:
        return None
    place, _, options = found[1].partition("?")
    user, at, host = place.rpartition("@")
    name, _, password = user.partition(":")
    pairs = [option.partition("=") for option in options.split("&") if option]
    own = {key: unquote(value) for key, _, value in pairs if key in {"table", "query"}}
    kept = [f"{key}={value}" for key, _, value in pairs if key not in own]
    public = [f"{key}={value}" for key, _, value in pairs if key not in _SECRETS]
    given = [password, *(value for key, _, value in pairs if key in _SECRETS)]
    secrets = {form for secret in given if secret for form in (secret, unquote(secret))}
    return Address(
        uri=_joined(place, kept),
        shown=Path(_joined(f"{name}{at}{host}", public)),
        table=own.get("table"),
        query=own.get("query"),
        secrets=tuple(sorted(secrets, key=len, reverse=True)),
    )


def _joined(place: str, options: list[str]) -> str:
    return f"postgresql://{place}" + ("?" + "&".join(options) if options else "")
