"""Reads figures with their units, so that 120 MW and 12万千瓦 are the same, and 850 kg and 850 t are not."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from app.articles.checks.figures import Figures, Spot
from app.articles.checks.reading import Passage

# What is measured, in the unit of its kind (SI where there is one): how many of it one of these is.
_UNITS: dict[str, dict[str, str]] = {
    "mass": {
        "0.001": "g, gram, grams, 克",
        "1": "kg, kilogram, kilograms, 公斤, 千克",
        "1000": "t, tonne, tonnes, ton, tons, 吨",
        "1000000": "kt, kilotonne, kilotonnes, 千吨",
        "1000000000": "Mt, megatonne, megatonnes",
    },
    "length": {
        "0.001": "mm, millimetre, millimetres, millimeter, millimeters, 毫米",
        "0.01": "cm, centimetre, centimetres, centimeter, centimeters, 厘米",
        "1": "m, metre, metres, meter, meters, 米",
        "1000": "km, kilometre, kilometres, kilometer, kilometers, 公里, 千米",
    },
    "area": {
        "1": "m², square metres, square meters, 平方米",
        "10000": "ha, hectare, hectares, 公顷",
        "1000000": "km², square kilometres, square kilometers, 平方公里, 平方千米",
    },
    # 千 may be read as a part of the figure: 120千瓦 is 120,000 W.
    "power": {
        "1": "W, watt, watts, 瓦",
        "1000": "kW, kilowatt, kilowatts, 千瓦",
        "1000000": "MW, megawatt, megawatts, 兆瓦",
        "1000000000": "GW, gigawatt, gigawatts, 吉瓦",
    },
    "energy": {"1": "Wh, 瓦时", "1000": "kWh, 千瓦时", "1000000": "MWh, 兆瓦时", "1000000000": "GWh, 吉瓦时"},
    "share": {"1": "%, ％, percent, per cent"},
    "points": {"1": "percentage points, 个百分点"},
    "heat": {"1": "°C, ℃, 摄氏度"},
    "yuan": {"1": "yuan, RMB, CNY, 元, 人民币"},
    "dollars": {"1": "USD, dollar, dollars, 美元"},
    "euros": {"1": "EUR, euro, euros, 欧元"},
}
_MEANING = {
    name: (kind, Decimal(factor))
    for kind, factors in _UNITS.items()
    for factor, names in factors.items()
    for name in names.split(", ")
}
_CURRENCIES = {"RMB": "元", "CNY": "元", "¥": "元", "US$": "USD", "USD": "USD", "€": "EUR", "EUR": "EUR"}
_NAMES = "|".join(sorted(map(re.escape, _MEANING), key=len, reverse=True))
# A Latin unit ends where the word ends; a metre with a square is another unit.
_UNIT = rf"[ \u00a0-]?(?:({_NAMES})(?<![A-Za-z])|({_NAMES})(?![A-Za-z²³]))"
_BEHIND = re.compile(_UNIT)
_ANYWHERE = re.compile(rf"(?:[\d百千万亿]|million|billion|thousand|trillion|bn){_UNIT}")
_BEFORE = re.compile(rf"({'|'.join(map(re.escape, _CURRENCIES))}) ?\Z")
_LONGEST = 4

# What is measured, and how many of the unit of its kind the unit is.
Unit = tuple[str, Decimal]


class Quantity(NamedTuple):
    """A figure with its unit: where the figure stands, and where both do."""

    figure: Decimal
    unit: Unit
    figure_spot: Spot
    spot: Spot

    @property
    def size(self) -> Unit:
        """What is measured, and how much of it: the same for 120 MW and 120,000 kW."""
        kind, factor = self.unit
        return kind, self.figure * factor


def read(figures: Figures) -> Iterator[Quantity]:
    """Yield those of the figures that have a unit, with it."""
    for figure, spot in (*figures.figures.items(), *figures.in_table.items()):
        passage, start, end = spot
        behind = _BEHIND.match(passage.text, end)
        before = _BEFORE.search(passage.text, max(0, start - _LONGEST), start)
        if behind:
            unit = _MEANING[behind[1] or behind[2]]
            yield Quantity(figure, unit, spot, Spot(passage, start, behind.end()))
        elif before:
            yield Quantity(figure, _MEANING[_CURRENCIES[before[1]]], spot, Spot(passage, before.start(), end))


def units(passages: Iterable[Passage]) -> set[Unit]:
    """Return the units that stand behind any figure of a text."""
    return {_MEANING[unit[1] or unit[2]] for passage in passages for unit in _ANYWHERE.finditer(passage.text)}
