"""interessenten.csv: companies that do not buy yet."""

from generator.companies import Directory
from generator.dice import Dice
from generator.tables import Row

HEADER = (
    "Interessentennummer", "Name", "PLZ", "Region", "Branche", "Mitarbeiter", "Standorte", "Phase",
    "Wahrscheinlichkeit %", "Erwarteter Jahresbedarf",
)  # fmt: skip
STAGES = (("Kontakt", 10), ("Bedarf geklärt", 25), ("Angebot", 45), ("Verhandlung", 70))


def prospect_rows(count: int, directory: Directory) -> list[Row]:
    """The header and `count` prospects, sized like the customers."""
    return [HEADER, *(_prospect(index, directory) for index in range(count))]


def _prospect(index: int, directory: Directory) -> Row:
    dice = Dice(f"prospect {index}")
    annual = 100 * round(dice.gap(220, 1) + 15)
    company = directory.company(dice, annual)
    stage, probability = dice.pick(STAGES)
    return (
        f"I-{index + 1:04d}", company.name, company.postcode, company.region, company.industry, str(company.employees),
        str(company.sites), stage, str(probability + 5 * dice.integer(-1, 1)), str(annual) if dice.chance(0.85) else "",
    )  # fmt: skip
