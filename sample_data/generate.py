"""Writes the sample data of a German technical wholesaler; the same bytes on every run.

python sample_data/generate.py [TARGET_FOLDER]     write the tables and stories.toml (default: this folder)
python sample_data/generate.py --check             print the arithmetic behind every story; exit 1 if one fails
"""

import sys
from pathlib import Path

from generator.catalogue import products
from generator.companies import Directory
from generator.contribution import meet_targets
from generator.dice import Dice
from generator.ledger import write_ledger
from generator.model import FIRST_DAY, Account, Customer
from generator.portfolio import ordinary_customers
from generator.prospects import prospect_rows
from generator.sales_export import SalesTotals, write_sales
from generator.service_log import write_service_log
from generator.stories import STORIES, story_customers
from generator.story_check import failures
from generator.tables import (
    activity_rows,
    amount,
    concession_rows,
    condition_rows,
    customer_rows,
    ticket_rows,
    write_table,
)

CUSTOMER_COUNT = 1_200
PROSPECT_COUNT = 60


def company_accounts(directory: Directory) -> list[Account]:
    """Every customer with its records, by customer number."""
    assortment = products()
    accounts = [Account(customer) for customer in _numbered_customers(directory)]
    for account in accounts:
        write_ledger(account, assortment)
        write_service_log(account, assortment)
        meet_targets(account)
    return accounts


def _numbered_customers(directory: Directory) -> list[Customer]:
    told = story_customers(directory)
    ordinary = ordinary_customers(CUSTOMER_COUNT - len(told), directory)
    _tie_groups(told, ordinary)
    dice = Dice("numbers")
    number = 10_006
    customers = dice.shuffled(told + ordinary)
    for customer in customers:
        number += dice.integer(1, 9)
        customer.number = f"{number:07d}"
    return customers


def _tie_groups(told: list[Customer], ordinary: list[Customer]) -> None:
    """Blocked small customers belong to a group with one of the largest long-standing customers."""
    parents = [customer for customer in ordinary if customer.trade.first == FIRST_DAY]
    groups = [customer.company.group for customer in told if customer.company.group]
    for group, large in zip(groups, parents[3:], strict=False):
        large.company.group = group


def write_all(target: Path) -> None:
    """Write seven tables and the list of stories into an existing or new folder."""
    target.mkdir(parents=True, exist_ok=True)
    directory = Directory()
    accounts = company_accounts(directory)
    sales = write_sales(target / "umsatz.csv", accounts, products())
    rows = {
        "kunden": customer_rows(accounts),
        "tickets": ticket_rows(accounts),
        "aktivitaeten": activity_rows(accounts),
        "kulanz": concession_rows(accounts),
        "konditionen": condition_rows(accounts),
        "interessenten": prospect_rows(PROSPECT_COUNT, directory),
    }
    counts = {name: write_table(target / f"{name}.csv", table) for name, table in rows.items()}
    text = _stories_toml(accounts) + _totals_toml(sales, counts)
    (target / "stories.toml").write_bytes(text.encode("utf-8"))


def _stories_toml(accounts: list[Account]) -> str:
    parts = []
    for story in STORIES:
        numbers = [f'"{account.customer.number}"' for account in accounts if account.customer.story == story.id]
        parts.append(
            f'[{story.id}]\nlabel_de = "{story.label_de}"\nlabel_en = "{story.label_en}"\n'
            f'customers = [{", ".join(numbers)}]\nexpects = "{story.expects}"\n'
        )
    return "\n".join(parts)


def _totals_toml(sales: SalesTotals, counts: dict[str, int]) -> str:
    lines = [
        f"sales_accepted = {sales.accepted}",
        f"sales_without_customer = {sales.without_customer}",
        f"sales_rejected = {sales.rejected}",
        f"sales_preamble_rows = {sales.preamble}",
        f"sales_totals_rows = {sales.totals}",
        f'sales_net_sum = "{_plain(sales.accepted_net + sales.without_customer_net)}"',
        f'sales_accepted_net = "{_plain(sales.accepted_net)}"',
        f'sales_without_customer_net = "{_plain(sales.without_customer_net)}"',
        *(f"{name} = {count}" for name, count in counts.items()),
    ]
    return "\n[totals]\n" + "\n".join(lines) + "\n"


def _plain(cents: int) -> str:
    return amount(cents).replace(",", ".")


def main(arguments: list[str]) -> int:
    """The command line; returns the exit code."""
    if arguments == ["--check"]:
        return 1 if failures(company_accounts(Directory())) else 0
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        print(__doc__, file=sys.stderr)
        return 2
    write_all(Path(arguments[0]) if arguments else Path(__file__).parent)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
