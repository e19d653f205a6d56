"""Eight product groups with about two hundred articles and yearly list price rises."""

from generator.dice import Dice
from generator.model import Product, half_up

GROUPS = (
    "Befestigung", "Werkzeug", "Pneumatik", "Elektro", "Arbeitsschutz", "Schweißtechnik",
    "Klebstoffe & Chemie", "Antriebe",
)  # fmt: skip
COST_PER_MILLE = (545, 600, 560, 640, 565, 620, 550, 630)
LOW_COST_GROUPS = (0, 2, 4, 6)
PRICE_INDEX = {2022: 1000, 2023: 1000, 2024: 1028, 2025: 1052, 2026: 1079}

# Article stems per group: name, sizes, list price in cents of the smallest size, pack quantity.
STEMS: tuple[tuple[tuple[str, tuple[str, ...], int, int], ...], ...] = (
    (
        ("Sechskantschraube", ("M6x20", "M8x40", "M10x60", "M12x80"), 9, 100),
        ("Zylinderschraube", ("M5x16", "M6x30", "M8x50"), 11, 100),
        ("Sicherungsmutter", ("M6", "M8", "M10", "M12"), 5, 100),
        ("Unterlegscheibe", ("6,4", "8,4", "10,5"), 2, 200),
        ("Blindniet Alu", ("4x10", "4,8x12"), 8, 250),
        ("Schwerlastanker", ("M10", "M12", "M16"), 185, 10),
        ("Rohrschelle", ('1/2"', '3/4"', '1"'), 96, 25),
        ("Gewindestange 1 m", ("M8", "M10", "M12"), 215, 5),
    ),
    (
        ("Ringschlüssel", ("SW 10", "SW 13", "SW 17", "SW 19"), 745, 1),
        ("Schraubendreher", ("PH2", "TX25", "SL 5,5"), 620, 1),
        ("Akkuschrauber 18 V", ("Solo", "Set"), 16900, 1),
        ("Winkelschleifer", ("125 mm", "230 mm"), 9850, 1),
        ("Trennscheibe", ("115", "125", "230"), 165, 10),
        ("Spiralbohrer HSS", ("5 mm", "8 mm", "10 mm"), 290, 5),
        ("Messschieber", ("150 mm", "300 mm"), 4890, 1),
        ("Werkzeugwagen", ("5 Fächer", "7 Fächer"), 48900, 1),
    ),
    (
        ("Steckverschraubung", ("4 mm", "6 mm", "8 mm"), 265, 10),
        ("PU-Schlauch Rolle", ("6 mm", "8 mm", "10 mm"), 4350, 1),
        ("Rundzylinder", ("D16", "D20", "D25"), 3980, 1),
        ("Kompaktzylinder", ("D32", "D40", "D50"), 6150, 1),
        ("Magnetventil 5/2", ("G1/8", "G1/4"), 7490, 1),
        ("Drosselventil", ("G1/8", "G1/4"), 890, 1),
        ("Wartungseinheit", ("G1/4", "G1/2"), 9200, 1),
        ("Schalldämpfer", ("G1/8", "G1/4"), 185, 5),
    ),
    (
        ("Mantelleitung 50 m", ("3x1,5", "3x2,5", "5x2,5"), 4450, 1),
        ("Leitungsschutz", ("B10", "B16", "C16"), 395, 1),
        ("Schütz", ("9 A", "18 A", "32 A"), 2890, 1),
        ("Reihenklemme", ("2,5", "4", "6"), 95, 50),
        ("LED-Hallenstrahler", ("100 W", "150 W"), 11900, 1),
        ("Aderendhülsen", ("0,75", "1,5", "2,5"), 310, 1),
        ("Schaltschrank", ("600x400", "800x600"), 21900, 1),
        ("Näherungsschalter", ("M12", "M18"), 3450, 1),
    ),
    (
        ("Montagehandschuh", ("Gr. 8", "Gr. 9", "Gr. 10"), 285, 12),
        ("Schutzbrille", ("klar", "getönt"), 595, 1),
        ("Sicherheitsschuh S3", ("41", "43", "45"), 7450, 1),
        ("Gehörschutzstöpsel", ("50 Paar", "200 Paar"), 890, 1),
        ("Warnweste", ("M", "XL"), 520, 1),
        ("Atemschutz FFP2", ("10er", "20er"), 1290, 1),
        ("Softshelljacke", ("L", "XL"), 6690, 1),
        ("Auffanggurt", ("Standard", "Komfort"), 12800, 1),
    ),
    (
        ("Schweißdraht 15 kg", ("0,8 mm", "1,0 mm", "1,2 mm"), 5980, 1),
        ("Stabelektrode", ("2,5 mm", "3,2 mm"), 2850, 1),
        ("Schweißerschutzhelm", ("Basis", "Automatik"), 8900, 1),
        ("Stromdüse", ("0,8", "1,0", "1,2"), 118, 10),
        ("WIG-Brenner", ("17er", "26er"), 14500, 1),
        ("Schweißvorhang", ("grün", "rot"), 7350, 1),
        ("Magnetwinkel", ("klein", "groß"), 1190, 1),
    ),
    (
        ("Schraubensicherung", ("mittel", "hochfest"), 1450, 1),
        ("Sekundenkleber", ("20 g", "50 g"), 790, 1),
        ("Montageschaum", ("500 ml", "750 ml"), 640, 6),
        ("Bremsenreiniger", ("500 ml", "5 l"), 345, 12),
        ("Silikon", ("weiß", "grau", "transparent"), 480, 10),
        ("Kühlschmierstoff", ("20 l", "60 l"), 9650, 1),
        ("Rostlöser", ("300 ml", "500 ml"), 565, 12),
        ("Handreiniger", ("1 l", "3 l"), 890, 1),
    ),
    (
        ("Rillenkugellager", ("6004", "6205", "6306"), 585, 1),
        ("Keilriemen", ("SPA 1000", "SPA 1250", "SPB 1600"), 1180, 1),
        ("Rollenkette 5 m", ("08B", "10B"), 4250, 1),
        ("Drehstrommotor", ("0,75 kW", "1,5 kW", "4 kW"), 18900, 1),
        ("Wellendichtring", ("25x40", "35x52"), 245, 5),
        ("Kupplung", ("Gr. 19", "Gr. 24"), 2650, 1),
        ("Linearführung 1 m", ("15er", "20er"), 8900, 1),
    ),
)


def products() -> list[list[Product]]:
    """All articles, a list per product group."""
    dice = Dice("catalogue")
    return [_group_products(group, dice) for group in range(len(GROUPS))]


def _group_products(group: int, dice: Dice) -> list[Product]:
    result: list[Product] = []
    for name, sizes, cents, pack in STEMS[group]:
        for step, size in enumerate(sizes):
            price = max(2, round(cents * (1 + 0.38 * step)))
            cost = COST_PER_MILLE[group] + dice.integer(-20, 20)
            number = f"{group + 1}{len(result) + 10:02d}-{dice.integer(100, 999)}"
            result.append(Product(number, f"{name} {size}", group, price, pack, cost))
    return result


def list_price(product: Product, year: int, price_year: int) -> int:
    """List price in cents in a year, on the price list the customer was last moved to."""
    return max(1, half_up(product.list_cents * PRICE_INDEX[min(year, price_year)], 1000))
