"""Made-up names: two words from nature, as Norwegian synthetic test persons have. Nobody real is called so."""

import random

FIRST = (
    "Rolig Stille Klar Varm Lys Modig Myk Blid Sterk Frisk Trygg Glad Rask Snill Vid Høy Dyp Mild Lun Fri Grønn Gyllen Hvit "
    "Rød Blå Grå Sølvgrå Tidlig Sen Åpen Øm Ærlig Ung Nær Fjern Ny Bred Smal Brå Kvass Lett Tung Jevn Slak Bratt Fin Vill Tam "
    "Rund Spe"
).split()
LAST = (
    "Elv Bekk Fjord Vik Li Hei Ås Furu Bjørk Rogn Hassel Selje Mose Lyng Stein Varde Skog Eng Myr Tjern Foss Bre Vind Sky Regn "
    "Snø Sol Måne Stjerne Lerke Trost Ørn Falk Spurv Svale Elg Rev Hare Oter Bever Laks Ørret Sild Torsk Ekorn Hjort Gran Osp Lind "
    "Eik Alm Ask Brygge Holme Skjær Odde Sund Strand Dal Haug Rygg Topp Kant"
).split()
NEEDS = (
    "Trenger et sted å sove",
    "Vil ha hjelp til LAR",
    "Har mistet hospitsplassen",
    "Trenger noen som følger til legen",
    "Vil snakke om behandling",
    "Har fått leilighet og trenger oppfølging",
    "Kommer fra avrusning i dag",
    "Sår som ikke gror",
    "Vil ha kontakt med familien igjen",
    "Mangler inntekt og legitimasjon",
    "Trenger hjelp til å søke bolig",
    "Er redd der han bor nå",
    "Vil trappe ned medisinen",
    "Venter på plass og trenger noen imens",
)
OWN_WORDS = (
    "Jeg vil ha et sted hvor jeg får være i fred.",
    "Jeg vil bare ha én å ringe til.",
    "Ikke send meg rundt igjen.",
    "Jeg vil jobbe litt, om det går.",
    "Jeg vil treffe sønnen min.",
    "",
    "",
)


def person_name(chance: random.Random) -> str:
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}"


def staff_names(chance: random.Random) -> list[str]:
    """Every pair once, in an order that the seed decides."""
    pairs = [f"{first} {last}" for first in FIRST for last in LAST]
    chance.shuffle(pairs)
    return pairs
