"""Loading a municipality's own tree: all of it, or nothing and a list of what is wrong."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from rodtrad.registry.organisations.models import Organisation

pytestmark = pytest.mark.django_db

GOOD = """organisations:
  - {id: byen, nb: Byen kommune, en: The town, kind: MUNICIPALITY, sector: MUNICIPAL, parent: null}
  - {id: mottaket, nb: Mottaket, en: Reception, kind: UNIT, sector: MUNICIPAL, parent: byen}
"""
RENAMED = """organisations:
  - {id: gammel, nb: Gammel, kind: AGENCY, sector: MUNICIPAL, valid_until: '2012-01-01', successor: [ny]}
  - {id: ny, nb: Ny, kind: AGENCY, sector: MUNICIPAL, valid_from: '2012-01-01'}
"""


def _file(folder: Path, content: bytes) -> str:
    place = folder / "tree.yaml"
    place.write_bytes(content)
    return str(place)


def test_a_tree_is_loaded_and_loading_again_changes_nothing(tmp_path: Path) -> None:
    place = _file(tmp_path, GOOD.encode())
    call_command("load_organisations", place)
    call_command("load_organisations", place)

    assert Organisation.objects.count() == 2
    assert Organisation.objects.get(code="mottaket").parent == Organisation.objects.get(code="byen")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (GOOD.replace("parent: byen", "parent: finnes-ikke").encode(), 'row 2: The parent "finnes-ikke"'),
        (GOOD.replace("id: mottaket", "id: byen").encode(), 'row 2: The id "byen" is missing or used twice'),
        (GOOD.replace("kind: UNIT", "kind: NOE").encode(), "row 2: The kind or the sector"),
        (GOOD.encode("utf-16"), "The file is not UTF-8"),
        (b"organisations: [", "The file is not YAML"),
        (b"annet: []", "no list called organisations"),
        (GOOD.replace("parent: null", "parent: mottaket").encode(), "its own parent"),
        (RENAMED.replace("'2012-01-01'}", "'2012-02-01'}").encode(), 'row 1: The successor "ny" begins 2012-02-01'),
        (RENAMED.replace("'2012-01-01'}", "'2012-01-01', successor: [gammel]}").encode(), "becomes itself again"),
        (RENAMED.replace("valid_until: '2012-01-01'", "valid_until: 'snart'").encode(), "row 1: A day is not written"),
    ],
)
def test_a_faulty_file_is_reported_row_by_row_and_changes_nothing(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("load_organisations", _file(tmp_path, content))

    assert sentence in str(refusal.value)
    assert not Organisation.objects.exists()


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        call_command("load_organisations", str(tmp_path / "none.yaml"))
