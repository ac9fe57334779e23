"""Norwegian order (æ ø å last) and folding of names for search, without a collation in the database."""

import unicodedata

# Letters that Norwegian names are written with in several ways, and letters that decomposing leaves alone.
_SAME = {
    "æ": "ae", "ä": "ae", "ø": "o", "ö": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss", "þ": "th", "ð": "d",
    "ł": "l", "œ": "oe", "ı": "i",
}  # fmt: skip
_DIGRAPHS = {"aa": "a", "oe": "o", "ae": "ae"}
_ORDER = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"}  # the three signs after z
LONGEST_NAME = 400


def clean(text: str) -> str:
    """The text as typed, without control characters, outer space and doubled space, in one normal form."""
    kept = "".join(
        " " if c in "\t\r\n" else c for c in text if c in "\t\r\n" or unicodedata.category(c) not in {"Cc", "Cs"}
    )
    return " ".join(unicodedata.normalize("NFC", kept).split())


def fold(text: str) -> str:
    """Lower case without accents, with the spellings of one name made alike: Åse and Aase give the same.

    Folding twice is folding once. Text in other scripts is kept in lower case.
    """
    lowered = clean(text).casefold()
    spelled = "".join(_SAME.get(c, c) for c in lowered)
    plain = "".join(c for c in unicodedata.normalize("NFD", spelled) if not unicodedata.combining(c))
    for written, same in _DIGRAPHS.items():
        while written in plain and written != same:
            plain = plain.replace(written, same)
    return " ".join(plain.split())


def sort_key(text: str) -> str:
    """A plain string that sorts like a Norwegian phone book: æ, ø and å last, "aa" as å."""
    lowered = clean(text).casefold().replace("aa", "å")
    spelled = "".join(_ORDER.get(c, c) for c in unicodedata.normalize("NFC", lowered))
    return "".join(c for c in unicodedata.normalize("NFD", spelled) if not unicodedata.combining(c))[:800]
