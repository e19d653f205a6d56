"""From the sample ledger cut at a day: thirty price steps are decided, later lines come, and every figure is held
against arithmetic on the CSV files with `csv` and `Decimal`.
"""

import csv
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kw_tui.workbench import Workbench

SAMPLE = Path(__file__).parents[2] / "sample_data" / "umsatz.csv"
CUT = date(2026, 2, 1)
EFFECTIVE = date(2026, 4, 1)
STEP = Decimal("0.05")
FIELDS = ("Kundennummer", "Rechnungsnummer", "Rechnungsdatum", "Artikelnummer", "Menge", "Nettobetrag", "Wareneinsatz")
DECIDED, TOLD = datetime(2026, 2, 1, 9, tzinfo=UTC), datetime(2026, 11, 1, 9, tzinfo=UTC)
Group = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Sold:
    """A line of the sample, as plain values."""

    customer: str
    invoice: str
    day: date
    product: str
    quantity: Decimal
    net: Decimal
    goods: Decimal

    def cells(self) -> list[str]:
        amounts = (str(one).replace(".", ",") for one in (self.quantity, self.net, self.goods))
        return [self.customer, self.invoice, f"{self.day:%d.%m.%Y}", self.product, *amounts]


def german(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


def sample() -> Iterator[Sold]:
    """The sound lines of the sample: those with a customer, a day and amounts."""
    with SAMPLE.open(encoding="cp1252", newline="") as file:
        rows = csv.reader(file, delimiter=";")
        heads: list[str] = []
        for row in rows:
            if "Kundennummer" in row:
                heads = row
                continue
            if not heads or len(row) != len(heads):
                continue
            cell = dict(zip(heads, row, strict=True))
            try:
                day = datetime.strptime(cell["Rechnungsdatum"], "%d.%m.%Y").date()  # noqa: DTZ007
                amounts = [german(cell[name]) for name in FIELDS[4:]]
            except ArithmeticError:
                continue
            except ValueError:
                continue
            if cell["Kundennummer"] and cell["Artikelnummer"] and amounts[0]:
                yield Sold(cell["Kundennummer"], cell["Rechnungsnummer"], day, cell["Artikelnummer"], *amounts)


def written(path: Path, lines: Iterable[Sold]) -> Path:
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(FIELDS)
        writer.writerows(line.cells() for line in lines)
    return path


def later(line: Sold, groups: Group) -> Sold | None:
    """What becomes of a later line: dearer by 5 % or 1 %, as it is, or none where the customer has left."""
    if line.customer in groups["left"]:
        return None
    by = {"raised": STEP, "hardly": Decimal("0.015")}
    rise = next((by[name] for name in by if line.customer in groups[name]), Decimal(0))
    return Sold(*(getattr(line, name) for name in ("customer", "invoice", "day", "product", "quantity")),
                (line.net * (1 + rise)).quantize(Decimal("0.01")), line.goods)  # fmt: skip


class Story:
    """The session after the later lines came, and the same lines as plain values."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "s.kw.toml"
        lines = list(sample())
        before = [line for line in lines if line.day < EFFECTIVE]
        bench = Workbench.open_or_new(self.path, clock=lambda: DECIDED)
        bench.import_files([written(folder / "vorher.csv", [line for line in before if line.day < CUT])])
        chosen = self._chosen(before, lines)
        self.groups = {"raised": chosen[:12], "hardly": chosen[12:17], "idle": chosen[17:25], "left": chosen[25:]}
        bench.decide_all(chosen, "reprice", step=float(STEP), effective=EFFECTIVE, reason="agreed")
        since = [told for line in lines if line.day >= EFFECTIVE and (told := later(line, self.groups)) is not None]
        rest = [line for line in before if line.day >= CUT]
        bench.import_files([written(folder / "nachher.csv", [*rest, *since])])
        self.bench = Workbench.open(self.path, clock=lambda: TOLD)
        self.found = {row["customer_id"]: row for row in self.bench.afterwards().to_dicts()}
        self.of: dict[str, list[Sold]] = defaultdict(list)
        for line in (*before, *since):
            self.of[line.customer].append(line)

    @staticmethod
    def _chosen(before: list[Sold], lines: list[Sold]) -> tuple[str, ...]:
        """Thirty customers that bought many products both in the year before and since."""
        bought, again = defaultdict(set), defaultdict(set)
        first: dict[str, date] = {}
        for line in lines:
            first[line.customer] = min(first.get(line.customer, line.day), line.day)
            window = bought if date(2025, 4, 1) <= line.day < EFFECTIVE else again if line.day >= EFFECTIVE else None
            if window is not None and line.net > 0:
                window[line.customer].add(line.product)
        common = {one: len(bought[one] & again[one]) for one in again if first[one] <= date(2025, 4, 1)}
        # who leaves must have bought within half a year of the end, so that it is missed, and not too regularly
        return tuple(sorted(sorted(common, key=lambda one: (-common[one], one))[:30]))

    @property
    def end(self) -> date:
        return self.bench.as_of

    def window(self, customer: str, first: date, last: date) -> list[Sold]:
        """The lines from `first` up to but not with `last`."""
        return [line for line in self.of[customer] if first <= line.day < last]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "KW_USER", "anna")
        return Story(tmp_path_factory.mktemp("afterwards"))


def prices(story: Story, customer: str) -> tuple[dict[str, Decimal], set[str]]:
    """The mean of three months before, else of the last day within the year; and which are of three months."""
    year = [one for one in story.window(customer, date(2025, 4, 1), EFFECTIVE) if one.net > 0]
    found, late = {}, set()
    for product in {one.product for one in year}:
        own = [one for one in year if one.product == product]
        recent = [one for one in own if one.day >= date(2026, 1, 1)]
        counted = recent or [one for one in own if one.day == max(each.day for each in own)]
        found[product] = sum(one.net for one in counted) / sum(one.quantity for one in counted)
        late |= {product} if recent else set()
    return found, late


def expected_step(story: Story, customer: str) -> tuple[Decimal | None, Decimal | None]:
    """The step like for like, and the share of what was sold since it rests on: by three months if that is 10 %."""
    before, late = prices(story, customer)
    sold = [one for one in story.window(customer, EFFECTIVE, story.end) if one.net > 0]
    if not sold:
        return None, None
    whole = Decimal(sum(one.net for one in sold))
    recent = [one for one in sold if one.product in late]
    enough = sum(one.net for one in recent) / whole >= Decimal("0.1")
    compared = recent if enough else [one for one in sold if one.product in before]
    if not compared:
        return None, Decimal(0)
    came = Decimal(sum(one.net for one in compared))
    return came / sum(one.quantity * before[one.product] for one in compared) - 1, came / whole


def expected_volume(story: Story, customer: str, step: Decimal | None) -> Decimal | None:
    before, _ = prices(story, customer)
    year_ago = story.end.replace(year=story.end.year - 1)
    then, since = story.window(customer, date(2025, 4, 1), year_ago), story.window(customer, EFFECTIVE, story.end)
    if not since:
        return Decimal(-1)
    if step is None:
        return None
    now = sum(_signed(one) * before.get(one.product, one.net / (1 + step) / _signed(one)) for one in since)
    return now / sum(_signed(one) * before.get(one.product, one.net / _signed(one)) for one in then) - 1


def _signed(line: Sold) -> Decimal:
    return abs(line.quantity) if line.net > 0 else -abs(line.quantity)


def test_thirty_steps_have_taken_effect(story: Story) -> None:
    assert len(story.found) == 30
    assert {row["days"] for row in story.found.values()} == {(story.end - EFFECTIVE).days}
    assert {row["compared_with"] for row in story.found.values()} == {"year_before"}


def test_every_step_and_volume_is_that_of_the_lines(story: Story) -> None:
    for customer, row in story.found.items():
        step, coverage = expected_step(story, customer)
        volume = expected_volume(story, customer, step)
        for name, told in (("realised_step", step), ("coverage", coverage), ("volume_change", volume)):
            if told is None:
                assert row[name] is None, (customer, name)
            else:
                assert row[name] == pytest.approx(float(told), abs=1e-8), (customer, name)


def test_every_amount_is_that_of_the_lines(story: Story) -> None:
    years = (story.end - EFFECTIVE).days / 365.25
    year_ago = story.end.replace(year=story.end.year - 1)
    for customer, row in story.found.items():
        since, then = story.window(customer, EFFECTIVE, story.end), story.window(customer, date(2025, 4, 1), year_ago)
        year = story.window(customer, date(2025, 4, 1), EFFECTIVE)
        assert row["revenue_year"] == sum(one.net for one in year)
        assert row["asked_amount"] == (STEP * sum(one.net for one in year)).quantize(Decimal("0.0001"))
        revenue = float(sum(one.net for one in since) - sum(one.net for one in then)) / years
        earned = float(sum(one.net - one.goods for one in since) - sum(one.net - one.goods for one in then)) / years
        assert float(row["revenue_change"]) == pytest.approx(revenue, abs=0.001)
        assert float(row["contribution_change"]) == pytest.approx(earned, abs=0.001)


def test_who_left_is_lost_and_the_others_are_there(story: Story) -> None:
    for group, customers in story.groups.items():
        for customer in customers:
            row = story.found[customer]
            silent = (story.end - max(one.day for one in story.of[customer])).days
            gone = group == "left" and silent > max(180, 3 * _mean_gap(story, customer))
            assert row["status"] == ("lost" if gone else "waiting" if group == "left" else "active"), customer


def _mean_gap(story: Story, customer: str) -> float:
    amounts: dict[date, Decimal] = defaultdict(Decimal)
    for one in story.of[customer]:
        amounts[one.day] += one.net
    days = sorted(day for day, net in amounts.items() if net > 0)
    return (days[-1] - days[0]).days / (len(days) - 1)


def test_raised_prices_came_and_the_others_did_not_beyond_what_prices_did_anyway(story: Story) -> None:
    """Lists rose in January, before the step: those whose prices were left alone show nothing of it."""
    raised = [float(expected_step(story, one)[0] or 0) for one in story.groups["raised"]]
    idle = [float(expected_step(story, one)[0] or 0) for one in story.groups["idle"]]
    assert sum(raised) / len(raised) - sum(idle) / len(idle) == pytest.approx(0.05, abs=0.015)
    assert abs(sum(idle) / len(idle)) < 0.01
    outcomes = {name: [story.found[one]["outcome"] for one in story.groups[name]] for name in story.groups}
    assert outcomes["raised"].count("realised") >= 10
    assert outcomes["idle"].count("not_carried_out") >= 6


def test_the_totals_are_the_sum_of_what_is_settled(story: Story) -> None:
    (found,) = story.bench.afterwards_totals().to_dicts()
    rows = list(story.found.values())
    settled = [row for row in rows if row["outcome"] in {"realised", "partly", "not_carried_out", "lost"}]
    lost = [row for row in rows if row["outcome"] == "lost"]
    assert (found["steps_past"], found["settled"], found["lost_count"]) == (30, len(settled), len(lost))
    assert found["asked_amount"] == sum(row["asked_amount"] for row in settled)
    assert found["realised_amount"] == sum(_realised(row) for row in settled)
    worth = [
        sum((one.net - one.goods for one in story.window(row["customer_id"], date(2025, 4, 1), EFFECTIVE)), Decimal(0))
        for row in lost
    ]
    handled = [Decimal("13.5") * _orders(story, row["customer_id"]) for row in lost]  # 90 % of 15 an order
    assert found["contribution_lost"] == sum(worth) - sum(handled)


def _realised(row: Mapping[str, Any]) -> Decimal:
    """The step on the revenue of the year before, at the volume since."""
    if row["outcome"] == "lost":
        return Decimal(0)
    came = float(row["revenue_year"]) * (1 + row["volume_change"]) * row["realised_step"]
    return Decimal(str(round(came, 4))).quantize(Decimal("0.0001"))


def _orders(story: Story, customer: str) -> int:
    invoices: dict[str, Decimal] = defaultdict(Decimal)
    for one in story.window(customer, date(2025, 4, 1), EFFECTIVE):
        invoices[one.invoice] += one.net
    return sum(net > 0 for net in invoices.values())


def test_only_a_step_that_came_is_behind_the_customer(story: Story) -> None:
    days = {row["customer_id"]: row["reprice_since"] for row in story.bench._state_frame().collect().to_dicts()}
    for customer, row in story.found.items():
        assert (days[customer] is None) == (row["outcome"] == "not_carried_out"), customer
