"""The sentence of a trend: how much fewer or more than at the start, what it builds on, and nothing it does not show."""


def sentence_of_trend(
    name: str, limits: tuple[float, float], start: tuple[int, int], basis: tuple[int, int, float]
) -> dict[str, str]:
    """`limits` of the yearly multiplier, `start` = first period and number of periods after it.

    `basis` = rounds (0 if none are named), counts, share that is calculated.
    """
    first, years = start
    low, high = (100 * (limit**years - 1) for limit in limits)
    builds_nb, builds_en = _basis(*basis)
    if name == "UNCERTAIN":
        nb = f"Usikkert: kan være alt fra {_nb(low)} til {_nb(high)} siden {first}. "
        en = f"Uncertain: anything from {_en(low)} to {_en(high)} since {first} is possible. "
    elif name == "STABLE":
        nb = f"Stabil siden {first}: mellom {_nb(low)} og {_nb(high)}. "
        en = f"Stable since {first}: between {_en(low)} and {_en(high)}. "
    else:
        near, far = sorted((abs(low), abs(high)))
        way_nb, way_en = ("færre", "fewer") if "DECLINE" in name else ("flere", "more")
        is_wide = round(near) > 0
        span_nb = f"Mellom {near:.0f} og {far:.0f}" if is_wide else f"Opptil {far:.0f}"
        span_en = f"Between {near:.0f} and {far:.0f}" if is_wide else f"Up to {far:.0f}"
        nb, en = f"{span_nb} prosent {way_nb} enn i {first}. ", f"{span_en} per cent {way_en} than in {first}. "
    return {"sentence_nb": nb + builds_nb, "sentence_en": en + builds_en}


def _nb(percent: float) -> str:
    return "uendret" if round(percent) == 0 else f"{abs(percent):.0f} prosent {'færre' if percent < 0 else 'flere'}"


def _en(percent: float) -> str:
    return "no change" if round(percent) == 0 else f"{abs(percent):.0f} per cent {'fewer' if percent < 0 else 'more'}"


def _basis(rounds: int, counts: int, share: float) -> tuple[str, str]:
    percent = f"{100 * share:.0f}"
    nb = f"{rounds} {'runde' if rounds == 1 else 'runder'}" if rounds else f"{counts} tellinger"
    en = f"{rounds} round{'' if rounds == 1 else 's'}" if rounds else f"{counts} counts"
    if share == 0:
        return f"Bygger på {nb}.", f"Built on {en}."
    return f"Bygger på {nb}; {percent} prosent er beregnet.", f"Built on {en}; {percent} per cent is calculated."
