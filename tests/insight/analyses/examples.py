"""Published data sets that several tests use."""

# The skylark set of TRIM (Pannekoek & van Strien 2001): 55 sites x 8 periods, `.` not counted.
SKYLARK = """
11 8 5 4 10 7 . .;15 9 7 8 6 21 . .;41 29 36 37 49 74 68 97;13 11 6 11 17 22 28 36;. . 1 . . 1 . .;
15 16 14 12 12 13 12 11;11 9 7 4 5 7 10 10;1 . . . . . . .;4 . . . . . . .;1 . . . . . . .;
23 16 40 35 28 21 31 18;25 12 11 12 15 17 . .;. . 2 2 . 1 1 1;4 4 4 7 6 8 8 8;7 . 5 4 5 . . .;
. . 1 1 1 . . .;2 . . 1 . . . .;1 . . . . . . .;1 . . . . . . .;5 3 . . . . . .;
3 3 2 . . . . .;8 3 1 . 1 . . .;3 1 . . . 3 . .;3 3 5 3 2 3 2 1;6 8 4 2 2 1 . 1;
. . 1 . . . . .;. 4 7 6 7 7 7 .;. 14 . . . . . .;. . . . . . 1 .;1 . . . . . . .;
. 1 2 1 1 . . .;. . 2 1 2 1 . 3;. 4 4 6 7 5 3 .;. . 1 . . . . .;. . 1 2 2 2 3 3;
. . 1 1 . . . .;. . 57 60 55 50 44 .;. . 7 8 5 10 5 6;. . . 1 . . . .;. . 88 80 108 104 131 113;
. . . 6 3 4 . .;. . . . 1 . 1 .;. . . . 1 . . .;. . . . . 8 . .;. . . 16 . . . .;
. . . 3 4 2 1 2;7 4 4 3 1 2 4 4;. . . . . . 1 .;2 . . . . . 2 2;. . . . . 20 . .;
. . . . . 1 . .;. . . . . 9 10 8;. . . . . . 1 .;. . . . . . . 16;. . 1 1 1 1 . .
""".replace("\n", "").split(";")


def skylark_rows() -> list[dict[str, str]]:
    """A row for every site and period; not counted is an empty cell."""
    return [
        {"site": str(site), "period": str(period), "count": "" if cell == "." else cell}
        for site, line in enumerate(SKYLARK, 1)
        for period, cell in enumerate(line.split(), 1)
    ]


# Acute coronary events in Sicily, monthly 2002-2006, and standard population; smoking ban from month 37
# (data of Lopez Bernal, Cummins & Gasparrini 2017).
SICILY = (
    "728 659 791 734 757 726 760 740 720 814 795 858 887 766 851 769 781 756 766 752 765 831 879 928 914 "
    "808 937 840 916 828 845 818 860 839 887 886 831 796 833 820 877 758 767 738 781 843 850 908 1021 859 "
    "976 888 962 838 810 876 843 936 912 "
).split()
SICILY_POPULATION = (
    "379875.3 376495.5 377040.8 377116.4 377383.4 374113.1 379513.3 376295.5 374653.2 378485.6 375955.5 "
    "378349.7 376762.4 379032.3 379360.4 376162 377972.4 381830.7 379888.6 380872.2 380966.9 381240.4 "
    "382104.9 381802.7 381656.3 383680 383504.2 386462.9 383783.1 380836.8 383483 380906.2 382926.8 "
    "384052.4 384449.6 383428.4 388153.2 388373.2 386470.1 386033.2 383686.4 385509.3 385901.9 386516.6 "
    "388436.5 383255.2 390148.7 385874.9 391613.6 391750.4 394005.6 391364.9 391664.6 389022.3 391878.5 "
    "388575.3 392989 390018.8 390712.3 "
).split()


def sicily_rows() -> list[dict[str, str]]:
    """A row a month."""
    pairs = zip(SICILY, SICILY_POPULATION, strict=True)
    return [{"time": str(n), "count": c, "population": p} for n, (c, p) in enumerate(pairs, 1)]


def areas(**roles: tuple[int, int]) -> list[dict[str, str]]:
    """Counts before and after of each role."""
    return [
        {"role": role, "phase": phase, "count": str(count)}
        for role, pair in roles.items()
        for phase, count in zip(("before", "after"), pair, strict=True)
    ]
