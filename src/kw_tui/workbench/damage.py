"""Derived files that somebody or a disk has damaged: said in plain words, with what to do."""

import polars as pl

from kw_tui.vocabulary.errors import KwError, SessionError
from kw_tui.vocabulary.texts import Text

_FOLDER = ".kw.cache"


def told_damage(error: BaseException) -> KwError | None:
    """Return the error to tell where derived files are damaged or gone; None for any other failure."""
    is_engine = isinstance(error, pl.exceptions.PolarsError | pl.exceptions.PanicException)
    is_damaged = is_engine and "parquet" in str(error).lower()
    if not (is_damaged or (isinstance(error, OSError) and _FOLDER in str(error))):
        return None
    return SessionError(
        Text("Abgeleitete Daten der Sitzung sind beschädigt", "Derived data of the session are damaged"),
        Text(
            "den Ordner .NAME.kw.cache neben der Sitzung löschen; er wird aus den Dateien neu gebaut",
            "delete the folder .NAME.kw.cache beside the session; it is built again from the files",
        ),
    )
