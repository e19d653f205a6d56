"""Names and master data of German trade customers, with every letter that breaks a careless reader."""

from datetime import date

from generator.dice import Dice
from generator.model import Company

SURNAMES = (
    "Müller", "Schäfer", "Weiß", "Köhler", "Größer", "Jäger", "Böhm", "Krüger", "Günther", "Voß", "Strauß", "Hübner",
    "Schröder", "Brandt", "Lehmann", "Kaiser", "Fuchs", "Peters", "Scholz", "Lang", "Roth", "Baumann", "Huber", "Wolff",
    "Öztürk", "Nowak", "Petersen", "Hofmann", "Seidel", "Heß", "Thiele", "Kühn", "Döring", "Albers", "Ziegler", "Maaß",
    "Rößler", "Kämpf", "Überall", "Ähnelt", "Löwe", "Zimmer", "Reuß", "Harms", "Vogt", "Sommer", "Bäcker", "Prüß",
)  # fmt: skip
TRADES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Maschinenbau", ("Maschinenbau", "Sondermaschinen", "Anlagenbau")),
    ("Metallverarbeitung", ("Metallbau", "Stahlbau", "Zerspanung", "Blechtechnik")),
    ("Elektrohandwerk", ("Elektrotechnik", "Elektro", "Gebäudetechnik")),
    ("Sanitär/Heizung/Klima", ("Sanitär & Heizung", "Haustechnik", "Kälte & Klima")),
    ("Bau", ("Hochbau", "Holzbau", "Bauunternehmung")),
    ("Kfz-Gewerbe", ("Fahrzeugtechnik", "Karosseriebau", "Landmaschinen")),
    ("Chemie/Kunststoff", ("Kunststofftechnik", "Spritzguss")),
    ("Lebensmittel", ("Mühlenwerke", "Molkereitechnik", "Getränke")),
    ("Logistik", ("Logistik", "Spedition")),
    ("Öffentliche Hand", ("Stadtwerke", "Betriebshof")),
)
LEGAL_FORMS = (
    "GmbH",
    "GmbH",
    "GmbH",
    "GmbH & Co. KG",
    "GmbH & Co. KG",
    "KG",
    "OHG",
    "AG",
    "e. K.",
    "Einzelunternehmen",
)
PLACES = (
    ("01", "Ost"), ("04", "Ost"), ("09", "Ost"), ("10", "Ost"), ("20", "Nord"), ("24", "Nord"), ("28", "Nord"),
    ("30", "Nord"), ("33", "West"), ("40", "West"), ("44", "West"), ("50", "West"), ("60", "Mitte"), ("34", "Mitte"),
    ("70", "Südwest"), ("76", "Südwest"), ("79", "Südwest"), ("80", "Süd"), ("86", "Süd"), ("90", "Süd"),
)  # fmt: skip
REPS = ("Albrecht", "Dünnwald", "Faßbender", "Gerlach", "Höfer", "Kröger", "Weißmüller", "Zander")
INSIDE_REPS = ("Team 1", "Team 2", "Team 3")
# Names a reader must survive: a separator, quotes, a formula sign and markup inside the cell.
ODD_NAMES = (
    ("Bäcker; Söhne Metallbau GmbH", "GmbH"),
    ('Werkzeugbau "Blitz" Köhler KG', "KG"),
    ("+Plus Industrietechnik GmbH", "GmbH"),
    ("Groß; Klein & Partner OHG", "OHG"),
    ("[bold]Fett[/bold] Elektro GmbH", "GmbH"),
    ("=Gleich= Haustechnik GmbH", "GmbH"),
    ('Rohr 3/4" Service; Inh. Weiß e. K.', "e. K."),
)


class Directory:
    """Hands out companies whose names are never used twice."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._odd = list(ODD_NAMES)

    def company(self, dice: Dice, annual: float, odd: bool = False, legal_form: str = "") -> Company:
        """A company whose size fits its yearly purchases (EUR); `legal_form` "" draws one."""
        industry, words = dice.pick(TRADES)
        legal_form = legal_form or dice.pick(LEGAL_FORMS)
        if odd and self._odd:
            name, legal_form = self._odd.pop()
        else:
            name = self._name(dice, dice.pick(words), legal_form)
        employees = max(2, round(annual / 1300 * 2 ** (0.7 * dice.normal())))
        company = Company(name=name, industry=industry, legal_form=legal_form, employees=employees)
        company.sites = 1 + dice.count(employees / 180)
        _settle(company, dice, annual)
        return company

    def _name(self, dice: Dice, word: str, legal_form: str) -> str:
        suffix = "" if legal_form == "Einzelunternehmen" else f" {legal_form}"
        while True:
            first, second = dice.pick(SURNAMES), dice.pick(SURNAMES)
            stem = f"{first} & {second}" if first != second and dice.chance(0.35) else first
            name = f"{stem} {word}{suffix}"
            if name not in self._taken:
                self._taken.add(name)
                return name
            word = f"{word} {dice.pick(SURNAMES)}"


def _settle(company: Company, dice: Dice, annual: float) -> None:
    prefix, company.region = dice.pick(PLACES)
    company.postcode = f"{prefix}{dice.integer(1, 999):03d}"
    if dice.chance(0.03):
        company.country, company.region, company.postcode = "AT", "Österreich", str(dice.integer(1010, 6900))
    company.since = dice.day(date(2001, 1, 1), date(2022, 12, 31))
    company.term_days = dice.pick((14, 30, 30, 30, 45))
    company.rep = dice.pick(REPS) if annual > 8_000 else dice.pick(INSIDE_REPS)
    company.channel = _channel(dice, annual)


def _channel(dice: Dice, annual: float) -> str:
    if annual > 60_000:
        return dice.pick(("Key Account", "Außendienst"))
    if annual > 8_000:
        return dice.pick(("Außendienst", "Außendienst", "Innendienst"))
    return dice.pick(("Innendienst", "Webshop"))
