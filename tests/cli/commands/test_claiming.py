import json
from decimal import Decimal
from pathlib import Path

import pytest

from kw_tui.cli.commands.claiming import read_amount
from kw_tui.vocabulary.errors import UsageError
from tests.cli.conftest import Call

WHY = ("--evidence", "neue Halle im Bau", "--until", "2099-12-31")


def row(kw: Call, session: Path, customer: str) -> dict[str, object]:
    found = kw("customer", customer, "-s", session, "--format", "json")
    told: dict[str, object] = json.loads(found.out, parse_float=Decimal)["row"]
    return told


def test_a_claim_is_kept_and_becomes_the_potential(kw: Call, session: Path) -> None:
    ended = kw("claim-potential", "0002", "12000", "-s", session, *WHY)
    assert (ended.code, ended.out) == (0, "")
    assert ended.err.startswith(
        "Potential of 0002: 12,000.00 EUR more a year by 2099-12-31 (ute); no claim of potential"
    )
    told = row(kw, session, "0002")
    assert (told["potential"], told["potential_basis"]) == (12000, "claim")
    assert row(kw, session, "0001")["potential"] is None
    (entry,) = json.loads(kw("decisions", "-s", session, "--format", "json").out)
    assert (entry["action"], entry["amount"], entry["reason"]) == ("potential", 12000, "neue Halle im Bau")
    out = kw("customer", "0002", "-s", session, "--part", "potential").out
    assert "12,000.00 EUR more a year until 2099-12-31 (ute): neue Halle im Bau" in out
    assert "no claim of potential has run out yet" in out


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("0002", "500", "--until", "2099-12-31"), "needs evidence"),
        (("0002", "500", "--evidence", "e"), "needs an expiry"),
        (("0002", "500", "--evidence", "e", "--until", "2020-01-01"), "needs an expiry"),
        (("0999", "500", *WHY), "0999"),
        (("0002", "0", *WHY), "cannot be read"),
    ],
)
def test_what_lacks_something_is_one_line_and_not_written(
    kw: Call, session: Path, arguments: tuple[str, ...], why: str
) -> None:
    ended = kw("claim-potential", *arguments, "-s", session)
    assert ended.code in {1, 2}
    assert ended.err.count("\n") == 1
    assert why in ended.err
    assert not session.with_name("s.decisions.toml").exists()


def test_past_claims_are_measured(kw: Call, session: Path) -> None:
    """The ledger ends in March 2026: a claim on the days before has run out, and its customer bought no more."""
    kw("claim-potential", "0002", "100", "-s", session, *WHY)
    journal = session.with_name("s.decisions.toml")
    journal.write_text(journal.read_text().replace("2099-12-31", "2026-03-05").replace('revenue = "', 'revenue = "0'))
    kw("claim-potential", "0005", "100", "-s", session, *WHY)
    ended = kw("claim-potential", "0001", "100", "-s", session, *WHY)
    assert "of 1 claims of potential that ran out 0 came true (0.0 %)" in ended.err


@pytest.mark.parametrize(("raw", "amount"), [("12000", "12000"), (" 12,5 ", "12.5"), ("0.01", "0.01")])
def test_amounts_are_plain(raw: str, amount: str) -> None:
    assert read_amount(raw) == Decimal(amount)


@pytest.mark.parametrize("raw", ["12.000", "1e3", "-5", "", "1,234.5", "٥", "0", "nan"])
def test_amounts_that_could_mean_two_things_are_refused(raw: str) -> None:
    with pytest.raises(UsageError):
        read_amount(raw)
