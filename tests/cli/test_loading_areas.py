"""Official lists: dated, loaded by file, and history keeps its codes and names."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from rodtrad.foundation.errors import DomainError
from rodtrad.registry.areas.models import Area, Succession
from rodtrad.registry.areas.queries import area_by_code

pytestmark = pytest.mark.django_db

OLD = "kommunenummer,kommunenavn,fylkesnavn\n0301,Oslo,Oslo\n0219,Bærum,Viken\n0220,Asker,Viken\n0628,Hurum,Viken\n"
NEW = "code;name\n0301;Oslo\n3201;Bærum\n3203;Asker\n"
CHANGES = "oldCode,newCode\n0219,3201\n0220,3203\n0628,3203\n"


def load(folder: Path, content: str | bytes, day: str, *more: str) -> str:
    place, said = folder / "list.csv", StringIO()
    place.write_bytes(content if isinstance(content, bytes) else content.encode())
    call_command(
        "load_areas", str(place), "--kind", "MUNICIPALITY", "--from", day, "--source", "KLASS 131", *more, stdout=said
    )
    return said.getvalue()


def test_a_new_list_closes_what_is_gone_and_says_what_follows_it(tmp_path: Path) -> None:
    changes = tmp_path / "changes.csv"
    changes.write_text(CHANGES)
    load(tmp_path, OLD, "2018-01-01")
    said = load(tmp_path, NEW, "2024-01-01", "--changes", str(changes))

    assert "2 begin, 3 end, 1 stay" in said
    assert area_by_code("0220", on=date(2023, 12, 31)).name == "Asker"
    with pytest.raises(DomainError, match="not valid on that day"):
        area_by_code("0220", on=date(2024, 1, 1))
    assert Succession.objects.filter(successor__code="3203").count() == 2


def test_loading_the_same_list_again_changes_nothing(tmp_path: Path) -> None:
    load(tmp_path, OLD, "2018-01-01")
    said = load(tmp_path, OLD, "2018-01-01")

    assert "0 begin, 0 end, 4 stay" in said
    assert Area.objects.count() == 4


def test_a_list_that_shrank_asks_first(tmp_path: Path) -> None:
    load(tmp_path, OLD, "2018-01-01")
    shorter = "code,name\n0301,Oslo\n"

    with pytest.raises(CommandError, match="The list has 1 rows, the one before 4"):
        load(tmp_path, shorter, "2024-01-01")
    assert "3 end" in load(tmp_path, shorter, "2024-01-01", "--even-if-half")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("code,name\n301,Oslo\n0219,\n", "Row 2: a code here has 4 digits.\n  Row 3: the name is missing."),
        ("code,name\n0301,Oslo\n0301,Oslo\n", "Row 3: the code 0301 stands twice."),
        ("kode,navn\n0301,Oslo\n", "needs the columns code and name"),
        ("", "The list is empty."),
        ("code,name\n0301,Bærum\n".encode("latin-1"), "The file is not UTF-8"),
        ("code,name\n٠٣٠١,Oslo\n", "Row 2: a code here has 4 digits."),
    ],
)
def test_a_faulty_list_is_reported_row_by_row_and_changes_nothing(
    tmp_path: Path, content: str | bytes, sentence: str
) -> None:
    with pytest.raises(CommandError) as refusal:
        load(tmp_path, content, "2018-01-01")

    assert sentence in str(refusal.value)
    assert not Area.objects.exists()


def test_another_list_for_a_day_that_has_one_is_refused(tmp_path: Path) -> None:
    load(tmp_path, OLD, "2018-01-01")

    with pytest.raises(CommandError, match="Choose a later day"):
        load(tmp_path, OLD.replace("Hurum", "Hurumlandet"), "2018-01-01")
    assert Area.objects.filter(name="Hurum").exists()


def test_a_change_that_the_lists_do_not_know_leaves_nothing_half_done(tmp_path: Path) -> None:
    changes = tmp_path / "changes.csv"
    changes.write_text("oldCode,newCode\n0219,9999\n")
    load(tmp_path, OLD, "2018-01-01")

    with pytest.raises(CommandError, match="9999 did not change"):
        load(tmp_path, NEW, "2024-01-01", "--changes", str(changes))
    assert not Area.objects.filter(code="3201").exists()


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        call_command("load_areas", str(tmp_path / "x"), "--kind", "DISTRICT", "--from", "2024-01-01", "--source", "x")
