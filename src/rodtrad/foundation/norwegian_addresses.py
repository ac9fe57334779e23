"""What in a text is shaped like a Norwegian address: a street with a number, or a postcode with a town.

The shapes are those people write; a street without a number, such as where somebody was met, is no address.
"""

import re

_STREET = (
    r"(?:gata|gate|gaten|gt\.?|veien|vei|vegen|veg|plass|plassen|allé|alléen|torg|torget|brygge|bakken|svingen|stien)"
)
STREET_AND_NUMBER = re.compile(rf"\w+\s?{_STREET}\s+\d+\s?[A-Za-z]?\b", re.IGNORECASE)
POSTCODE_AND_TOWN = re.compile(r"(?<!\d)\d{4}\s+[A-ZÆØÅ][A-Za-zÆØÅæøå]{2,}")
SHAPES = (STREET_AND_NUMBER, POSTCODE_AND_TOWN)


def holds_address(text: str) -> bool:
    return any(shape.search(text) for shape in SHAPES)


def without_addresses(text: str, *, instead: str) -> str:
    """The text with other words where an address stood."""
    for shape in SHAPES:
        text = shape.sub(lambda _found: instead, text)
    return text
