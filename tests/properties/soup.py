"""Bytes of every kind that a file can hold: random ones, and sound files after an accident."""

from random import Random

from hypothesis import strategies as st

from tests.properties.dialects import files
from tests.properties.typed_ledgers import ledgers

LARGEST = 1 << 16
HEADER = b"Kundennummer;Rechnungsnummer;Rechnungsdatum;Nettobetrag;Bezeichnung\n"
_BITS = (
    *(b"\x00", b'"', b'""', b"\r", b"\n", b"\r\n", b";", b",", b"\t", b"|", b";;;;;;", b"\x1a", b"\x85", b"\xff"),
    *(b"\x1b[2J", b"\x1b]52;c;eA==\x07", b"\xc2\x85", b"\xe2\x80\xae", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xff"),
    *(b"\xf0\x9f\x98", b"\xef\xbf\xbf", b"\xed\xa0\x80", b"Summe;", b"-", b"1E400", b"=1+1", b"9" * 400, b"(" * 50),
)
_ALPHABETS = (
    *(b"\n", b"\r", b"\r\n", b";", b";\n", b'"', b'"\n', b'";\n', b" \n", b"\x00\n", b"\xa0;\n", b"\x1a", b'1;"\n'),
    *(b'a1;"\n\r,.\t| ', b"Summe;0\n", "äöü;\n".encode(), "äöü;\n".encode("utf-16-le"), bytes(range(256))),
)
_MAGIC = (
    *(b"PK\x03\x04", b"PK\x05\x06", b"SQLite format 3\x00", b"PAR1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"ARROW1"),
    *(b"\x1f\x8b\x08", b'{"a":', b'[{"a":', b"<html><table>", b'"EXTF";700;21;', b"EXTF;510;16;", b"<?xml"),
    *(b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00"),
)


def random_bytes(chance: Random) -> bytes:
    """Bytes of one small alphabet, or any; sometimes behind a sound header or the mark of some format."""
    size = int(LARGEST ** chance.random())
    alphabet = chance.choice(_ALPHABETS)
    content = chance.randbytes(size) if chance.random() < 0.4 else bytes(chance.choices(alphabet, k=size))
    start = chance.choice((b"", b"", HEADER, HEADER + b"1;R1;31.01.2024;1,50;x\n", chance.choice(_MAGIC)))
    return (start + content)[:LARGEST]


def damaged_files() -> st.SearchStrategy[bytes]:
    """Sound files of all dialects after accidents."""
    sound = files().map(lambda file: file.content) | ledgers().map(lambda ledger: ledger.file.content)
    return st.builds(lambda content, chance: damaged(content, Random(chance)), sound, st.integers(0, 1 << 48))


def damaged(content: bytes, chance: Random) -> bytes:
    """A sound file with one to twenty accidents."""
    mixed = bytearray((content * chance.choice((1, 1, 1, 5)))[:LARGEST])
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        place = chance.randrange(len(mixed) + 1)
        length = min(chance.choice((1, 1, 3, 20, 2000)), len(mixed) - place)
        accident = chance.choice((_flip, _drop, _double, _cut, _insert, _insert, _insert, _move))
        accident(mixed, place, length, chance)
    return bytes(mixed[:LARGEST])


def _flip(mixed: bytearray, place: int, length: int, chance: Random) -> None:
    for index in range(place, place + min(length, 3)):
        mixed[index] ^= 1 << chance.randrange(8)


def _drop(mixed: bytearray, place: int, length: int, chance: Random) -> None:
    del mixed[place : place + length]


def _double(mixed: bytearray, place: int, length: int, chance: Random) -> None:
    mixed[place:place] = mixed[place : place + length] * chance.choice((1, 1, 30))


def _cut(mixed: bytearray, place: int, length: int, chance: Random) -> None:
    if chance.random() < 0.3:
        del mixed[place:]


def _insert(mixed: bytearray, place: int, length: int, chance: Random) -> None:
    mixed[place:place] = chance.choice(_BITS)


def _move(mixed: bytearray, place: int, length: int, chance: Random) -> None:
    piece = bytes(mixed[place : place + length])
    del mixed[place : place + length]
    other = chance.randrange(len(mixed) + 1)
    mixed[other:other] = piece
