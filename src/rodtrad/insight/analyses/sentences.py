"""Every sentence an analysis can say, in bokmål and English.

They stand here and not in a catalogue, because `rodtrad analyse` runs without settings and an answer carries both languages.
"""

from collections.abc import Mapping

LANGUAGES = ("nb", "en")

TERMS = {
    "before": ("før", "before"),
    "after": ("etter", "after"),
    "period": ("perioden", "period"),
    "season": ("sesongen", "season"),
}

CLASSES = {
    "STRONG_INCREASE": ("kraftig økning", "strong increase"),
    "MODERATE_INCREASE": ("moderat økning", "moderate increase"),
    "STABLE": ("stabil", "stable"),
    "UNCERTAIN": ("usikkert", "uncertain"),
    "MODERATE_DECLINE": ("moderat nedgang", "moderate decline"),
    "STEEP_DECLINE": ("kraftig nedgang", "steep decline"),
}

ERRORS = {
    "UNKNOWN_METHOD": (
        "Metoden «{value}» finnes ikke. Velg en av: {known}.",
        "There is no method “{value}”. Choose one of: {known}.",
    ),
    "NO_METHOD": ("Si hvilken metode. Velg en av: {known}.", "Say which method. Choose one of: {known}."),
    "NO_INPUT": ("Si hvilken fil med --input FIL.csv.", "Say which file with --input FILE.csv."),
    "UNKNOWN_OPTION": (
        "Valget «{value}» finnes ikke for {method}. Valgene er: {known}.",
        "There is no option “{value}” for {method}. The options are: {known}.",
    ),
    "OPTION_WITHOUT_VALUE": ("Valget {option} mangler en verdi.", "The option {option} lacks a value."),
    "OPTION_NEEDED": ("{method} trenger valget {option}.", "{method} needs the option {option}."),
    "BAD_OPTION": (
        "Valget {option} kan ikke være «{value}». Det må være {wanted}.",
        "The option {option} cannot be “{value}”. It must be {wanted}.",
    ),
    "NO_FILE": ("Filen {file} finnes ikke.", "There is no file {file}."),
    "UNREADABLE": ("Filen {file} kan ikke leses: {reason}.", "The file {file} cannot be read: {reason}."),
    "BAD_LINE": (
        "Linje {line}: linjen har {found} verdier, men overskriften har {wanted}.",
        "Line {line}: the line has {found} values, but the header has {wanted}.",
    ),
    "DOUBLE_COLUMN": ("Linje 1: kolonnen «{column}» står to ganger.", "Line 1: the column “{column}” stands twice."),
    "NO_ROWS": ("Det er ingen linjer med tall under overskriften.", "There are no lines of numbers below the header."),
    "MISSING_COLUMN": (
        "Linje 1: kolonnen «{column}» mangler. Overskriften har: {known}.",
        "Line 1: the column “{column}” is missing. The header has: {known}.",
    ),
    "MISSING_VALUE": (
        "Linje {line}, kolonne «{column}»: verdien mangler.",
        "Line {line}, column “{column}”: the value is missing.",
    ),
    "NOT_A_NUMBER": (
        "Linje {line}, kolonne «{column}»: «{value}» er ikke et tall.",
        "Line {line}, column “{column}”: “{value}” is not a number.",
    ),
    "NOT_WHOLE": (
        "Linje {line}, kolonne «{column}»: «{value}» er ikke et helt tall.",
        "Line {line}, column “{column}”: “{value}” is not a whole number.",
    ),
    "TOO_LOW": (
        "Linje {line}, kolonne «{column}»: «{value}» er for lavt. Det laveste er {lowest}.",
        "Line {line}, column “{column}”: “{value}” is too low. The lowest is {lowest}.",
    ),
    "TOO_HIGH": (
        "Linje {line}, kolonne «{column}»: «{value}» er for høyt. Det høyeste er {highest}.",
        "Line {line}, column “{column}”: “{value}” is too high. The highest is {highest}.",
    ),
    "UNKNOWN_LABEL": (
        "Linje {line}, kolonne «{column}»: «{value}» er ukjent. Velg en av: {known}.",
        "Line {line}, column “{column}”: “{value}” is not known. Choose one of: {known}.",
    ),
    "TWICE": (
        "Linje {line}: {thing} står også på linje {first} (kolonne «{column}»).",
        "Line {line}: {thing} also stands on line {first} (column “{column}”).",
    ),
    "TWO_DEFINITIONS": (
        "Linje {line}, kolonne «definition»: «{value}» er en annen definisjon enn «{first}». "
        "Tall med ulik definisjon regnes aldri sammen.",
        "Line {line}, column “definition”: “{value}” is another definition than “{first}”. "
        "Figures of different definitions are never calculated together.",
    ),
    "COUNT_WHERE_CLOSED": (
        "Linje {line}, kolonne «count»: stedet står som {status}, men har tallet «{value}».",
        "Line {line}, column “count”: the site stands as {status}, but has the count “{value}”.",
    ),
    "TWO_CATEGORIES": (
        "Linje {line}, kolonne «{column}»: stedet {site} har både «{first}» og «{value}».",
        "Line {line}, column “{column}”: the site {site} has both “{first}” and “{value}”.",
    ),
    "NO_CONVERGENCE": (
        "Beregningen fant ingen løsning, så ingen tall vises. Det skjer når det er for få tall til modellen.",
        "The calculation found no solution, so no number is shown. It happens when the model asks more than the data hold.",
    ),
    "NOT_IDENTIFIED": (
        "Tallene henger ikke sammen: ikke alle ledd i modellen kan skilles fra hverandre, så ingen tall vises.",
        "The counts do not hang together: not all terms of the model can be told apart, so no number is shown.",
    ),
    "NOBODY_COUNTED": (
        "Ingen personer er talt noe sted, så det er ingenting å beregne (kolonne «count»).",
        "Nobody was counted anywhere, so there is nothing to calculate (column “count”).",
    ),
    "ALL_ZERO": (
        "Alle tall i {kind} {label} er 0. Modellen har da ingen løsning; velg --model linear eller slå sammen (kolonne «count»).",
        "Every count in {kind} {label} is 0. The model then has no solution; choose --model linear or join (column “count”).",
    ),
    "ONE_CLUSTER": (
        "Det er bare én runde, så spredningen mellom runder er ukjent (kolonne «round»).",
        "There is only one round, so the spread between rounds is unknown (column “round”).",
    ),
    "NO_FREEDOM": (
        "Modellen bruker like mange ledd som det er tall, så spredningen er ukjent. Velg --variance poisson eller flere tall.",
        "The model has as many terms as there are counts, so their spread is unknown. Choose --variance poisson or more counts.",
    ),
    "NO_NEIGHBOURS": (
        "Ingen steder er talt to perioder på rad, så sammenhengen mellom dem er ukjent. Velg en annen --variance.",
        "No site was counted in two periods in a row, so their correlation is unknown. Choose another --variance.",
    ),
    "SERIAL_NEEDS_ONE": (
        "Linje {line}: --variance serial trenger ett tall for hvert sted og hver periode (kolonne «{column}»).",
        "Line {line}: --variance serial needs one count for each site and period (column “{column}”).",
    ),
    "ONE_PERIOD": (
        "Det er bare én periode med tall, og en utvikling trenger minst to (kolonne «period»).",
        "There is only one period with counts, and a trend needs at least two (column “period”).",
    ),
    "BASE_NOT_COUNTED": (
        "Basisåret {value} er ikke talt. Velg et annet med --base-period.",
        "The base period {value} was not counted. Choose another with --base-period.",
    ),
    "ROLE_MISSING": (
        "Rollen «{role}» mangler i fasen «{phase}» (kolonnene «role» og «phase»).",
        "The role “{role}” is missing in the phase “{phase}” (columns “role” and “phase”).",
    ),
    "NO_WHOLE_ROUND": (
        "Ingen runde i fasen «{phase}» har tall for alle områder (kolonne «count»).",
        "No round in the phase “{phase}” has counts of all areas (column “count”).",
    ),
    "ONE_COUNTER": (
        "Det trengs minst to som teller (kolonne «counter»).",
        "At least two counters are needed (column “counter”).",
    ),
    "LOG_OF_ZERO": (
        "Linje {line}, kolonne «{column}»: 0 har ingen logaritme. Velg --scale sqrt.",
        "Line {line}, column “{column}”: 0 has no logarithm. Choose --scale sqrt.",
    ),
    "TWO_LISTS": (
        "Metoden trenger {wanted} kolonner med bare 0 og 1, en for hver liste. Her er {found}.",
        "The method needs {wanted} columns of 0 and 1 only, one for each list. Here are {found}.",
    ),
    "NOT_ZERO_OR_ONE": (
        "Linje {line}, kolonne «{column}»: «{value}» er verken 0 eller 1.",
        "Line {line}, column “{column}”: “{value}” is neither 0 nor 1.",
    ),
    "SEEN_BY_NONE": (
        "Linje {line}: ingen liste har 1. De som ingen har sett, er det som skal beregnes.",
        "Line {line}: no list has 1. Those nobody saw are what is to be estimated.",
    ),
    "LINES_WANTED": (
        "Filen skal ha {wanted} linjer under overskriften, men har {found}.",
        "The file should have {wanted} lines below the header, but has {found}.",
    ),
    "MORE_THAN": (
        "Linje {line}, kolonne «{column}»: «{value}» er mer enn {other}.",
        "Line {line}, column “{column}”: “{value}” is more than {other}.",
    ),
    "ONE_EMPTY": (
        "Linje {line}: nøyaktig én av load, places og refused_share skal være tom.",
        "Line {line}: exactly one of load, places and refused_share should be empty.",
    ),
    "LOAD_TWICE": (
        "Linje {line}: gi enten load eller arrivals_per_day og mean_stay_days.",
        "Line {line}: give either load or arrivals_per_day and mean_stay_days.",
    ),
    "NO_CAUSE": (
        "Linje {line}, kolonne «cause»: oppholdet er avsluttet, men årsaken mangler.",
        "Line {line}, column “cause”: the stay has ended, but the cause is missing.",
    ),
    "SHORT_KEY": (
        "Nøkkelen er for kort. Den må være minst {lowest} byte.",
        "The key is too short. It must be at least {lowest} bytes.",
    ),
    "NO_KEY_FILE": ("Nøkkelfilen kan ikke leses (--key-file).", "The key file cannot be read (--key-file)."),
    "TOO_MANY_CELLS": (
        "Tabellen får {found} celler. Det meste er {highest}; bruk færre eller grovere kolonner.",
        "The table would have {found} cells. The most is {highest}; use fewer or coarser columns.",
    ),
    "TOO_MANY_DIMENSIONS": (
        "Linje 1: filen har {found} kolonner å dele etter. Det meste er {highest}.",
        "Line 1: the file has {found} columns to divide by. The most is {highest}.",
    ),
    "BOTH_PREVIOUS": (
        "Gi både --previous-input og --previous-release, eller ingen av dem.",
        "Give both --previous-input and --previous-release, or neither.",
    ),
    "OTHER_RELEASE": (
        "Den forrige utgivelsen passer ikke til den forrige filen, nøkkelen eller kolonnene.",
        "The previous release does not fit the previous file, the key or the columns.",
    ),
    "NO_ANSWER": (
        "Filen {file} er ikke et svar fra round-table.",
        "The file {file} is not an answer of round-table.",
    ),
    "CANNOT_PROTECT": (
        "Tabellen er for liten til at noe kan vises uten at skjulte tall kan regnes ut.",
        "The table is too small for anything to be shown without giving hidden figures away.",
    ),
    "NOT_FINITE": (
        "Beregningen ga et uendelig tall ({key}), så ingenting vises.",
        "The calculation gave an infinite number ({key}), so nothing is shown.",
    ),
}

NOTES: dict[str, tuple[str, str]] = {
    "LINEAR_MODEL": (
        "En rett linje er antatt, så den ærlige utviklingen vises ikke. Velg --model index.",
        "A straight line is assumed, so the honest trend is not shown. Choose --model index.",
    ),
    "TOO_FEW_PERIODS": (
        "For lite grunnlag: en utvikling trenger minst 5 perioder, her er {found}.",
        "Too little to say: a trend needs at least 5 periods, here are {found}.",
    ),
    "TOO_FEW_ROUNDS": (
        "For lite grunnlag: fra {earlier} til {later} trengs minst 8 runder i begge, her er {found}.",
        "Too little to say: from {earlier} to {later} at least 8 rounds in both are needed, here are {found}.",
    ),
    "NOT_COMPARABLE": (
        "Fra {earlier} til {later} kan ikke beregnes: ingen steder med personer er talt i begge.",
        "From {earlier} to {later} cannot be computed: no site with persons was counted in both.",
    ),
    "VARIANTS_DISAGREE": (
        "Svaret avhenger av hva stengte eller ikke etablerte steder regnes som. Utviklingen vises derfor ikke; se variantene.",
        "The answer depends on what closed or not established sites count as. The trend is therefore not shown; see the variants.",
    ),
    "NO_CONSTANT_PANEL": (
        "Ingen steder er talt i alle perioder, så varianten med faste steder finnes ikke.",
        "No site was counted in every period, so the variant with constant sites does not exist.",
    ),
    "PERIOD_NOT_COUNTED": (
        "{period} er ikke talt og har derfor ikke noe tall. Ikke talt er ikke null.",
        "{period} was not counted and therefore has no number. Not counted is not zero.",
    ),
    "SPREAD_NOT_KNOWN": (
        "Det er ikke flere tall enn ledd i modellen, så usikkerheten i hvert år er ukjent.",
        "There are no more counts than terms in the model, so the error of each year is unknown.",
    ),
    "ZERO_TOTAL": (
        "En periode har totalen 0, og da kan helningen ikke beregnes.",
        "A period has the total 0, so the slope cannot be computed.",
    ),
    "CLUSTERED_IMPUTED": (
        "Usikkerheten til beregnede totaler er ikke kjent når runder er klynger.",
        "The error of imputed totals is not known when rounds are clusters.",
    ),
    "INCOMPLETE_ROUNDS": (
        "{number} runder i fasen «{phase}» er utelatt, fordi et område ikke ble talt.",
        "{number} rounds in the phase “{phase}” are left out, because an area was not counted.",
    ),
    "POISSON_INTERVAL": (
        "Det er færre enn 8 runder i en fase. Intervallet antar uavhengige personer og er for smalt.",
        "There are fewer than 8 rounds in a phase. The interval assumes independent persons and is too narrow.",
    ),
    "NO_BUFFER": (
        "Uten naboområde kan forflytning ikke beregnes.",
        "Without a buffer area displacement cannot be computed.",
    ),
    "NO_EFFECT_SHOWN": (
        "Nedgangen i målområdet er ikke vist, så forflytning kan ikke beregnes av den.",
        "The drop in the target area is not shown, so displacement cannot be computed from it.",
    ),
    "QUOTIENT_INTERVAL_NEEDS_ROUNDS": (
        "Intervallet for forflytningen krever minst 8 runder i hver fase og tall over 0.",
        "The interval of the displacement needs at least 8 rounds in each phase and counts above 0.",
    ),
    "ZERO_DENOMINATOR": ("Kan ikke beregnes: det ville bli delt på 0.", "Not computable: it would divide by 0."),
    "TOO_FEW_POINTS": (
        "For lite grunnlag: det trengs minst 8 punkter på hver side, her er {before} før og {after} etter.",
        "Too little to say: at least 8 points on each side are needed, here are {before} before and {after} after.",
    ),
    "NO_SPREAD": (
        "Samsvaret kan ikke beregnes: det trengs minst to punkter som alle har talt, og tall som er ulike.",
        "The correlation cannot be computed: at least two items that all counted, and counts that differ, are needed.",
    ),
    "NO_SHARED_ITEMS": ("{a} og {b} har ikke talt det samme.", "{a} and {b} did not count the same items."),
    "ASSUMPTIONS": (
        "Anslaget antar at gruppen er lukket, at listene er koblet uten feil, og at de er uavhengige.",
        "The estimate assumes a closed group, lists linked without error, and independent lists.",
    ),
    "LOWER_BOUND_ONLY": (
        "Personer er for ulike til mer enn en nedre grense. Vis «minst {number}».",
        "Persons differ too much for more than a lower bound. Show “at least {number}”.",
    ),
    "NOT_COMPUTABLE": ("Kan ikke beregnes av disse tallene.", "Not computable from these counts."),
    "NOBODY_HIDDEN": (
        "Anslaget gir ingen skjulte, og da finnes det ikke noe intervall.",
        "The estimate gives nobody hidden, so there is no interval.",
    ),
    "NO_DENOMINATOR": (
        "{group} har nevneren 0, så andelen kan ikke beregnes.",
        "{group} has the denominator 0, so the rate is not computable.",
    ),
    "RATIO_OF_ZERO": (
        "Forholdet mellom {group} og {reference} kan ikke beregnes når den ene har 0.",
        "The ratio of {group} to {reference} cannot be computed when one of them has 0.",
    ),
    "NOT_COUNTED": (
        "{number} perioder er ikke talt og er uten punkt. Ikke talt er ikke null.",
        "{number} periods were not counted and have no point. Not counted is not zero.",
    ),
    "TOO_FEW_CHART_POINTS": (
        "Kontrollgrensene er usikre: de bygger på bare {number} perioder.",
        "The limits are uncertain: they build on {number} periods only.",
    ),
    "MEDIAN_NOT_REACHED": (
        "I {group} er mindre enn halvparten avsluttet, så medianen er ikke nådd.",
        "In {group} fewer than half have ended, so the median is not reached.",
    ),
    "ONE_GROUP": ("Det er bare én gruppe å sammenligne.", "There is only one group to compare."),
    "MANY_IMPUTED": (
        "{share} prosent av totalen er beregnet og ikke talt.",
        "{share} per cent of the total is calculated, not counted.",
    ),
}


def _fill(table: Mapping[str, tuple[str, str]], code: str, language: str, details: Mapping[str, object]) -> str:
    place = LANGUAGES.index(language)
    words = {name: TERMS[str(value)][place] if str(value) in TERMS else value for name, value in details.items()}
    return table[code][place].format(**words)


def error(code: str, language: str, details: Mapping[str, object]) -> str:
    """The sentence of an error."""
    return _fill(ERRORS, code, language, details)


def note(code: str, language: str, details: Mapping[str, object]) -> str:
    """The sentence of a warning or refusal."""
    return _fill(NOTES, code, language, details)
