"""Tables point to each other loosely, and no table, form, code list or file has a place for what is nobody's business."""

import ast
import csv
import importlib
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from django import forms
from django.apps import apps
from django.db import connection, models
from django.db.models import TextChoices

from rodtrad.hsds.description import description
from tests.architecture.source import SOURCE, module_name, place, tree

OURS = [model for model in apps.get_models() if model.__module__.startswith("rodtrad.")]
KEYS = [field for model in OURS for field in model._meta.get_fields() if isinstance(field, models.ForeignKey)]
# Ethnicity and origin, offences, immigration control. Words of a name, in the singular.
NOBODYS_BUSINESS = {
    *("ethnicity", "ethnic", "race", "origin", "nationality", "citizenship", "citizen", "birthplace", "religion"),
    *("faith", "tribe", "caste", "skin", "offence", "offense", "crime", "criminal", "conviction", "convicted"),
    *("arrest", "arrested", "prosecution", "sentenced", "charge", "charged", "fine", "permit", "expulsion"),
    *("deportation", "deported", "duf", "immigration", "immigrant", "asylum", "refugee", "visa", "undocumented"),
    "passport",
}
WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")


def _label(field: models.ForeignKey[Any, Any]) -> str:
    return f"{field.model._meta.label}.{field.name}"


def test_no_row_disappears_because_another_does() -> None:
    assert [_label(key) for key in KEYS if key.remote_field.on_delete is not models.PROTECT] == []


def test_a_key_into_another_domain_leaves_no_name_there() -> None:
    """Inside one domain a list of children may have a name."""
    named = [
        _label(key)
        for key in KEYS
        if key.related_model._meta.app_label != key.model._meta.app_label and key.remote_field.related_name != "+"
    ]

    assert named == []


def test_a_key_names_its_table_by_a_string() -> None:
    strays = [
        f"{place(file)}:{call.lineno}"
        for file in SOURCE.rglob("models.py")
        for call in ast.walk(tree(file))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in ("ForeignKey", "OneToOneField")
        and not isinstance(call.args[0], ast.Constant)
    ]

    assert strays == []


def test_there_are_no_tables_between_tables_but_our_own() -> None:
    """What joins two rows has a period, a cause and a name, so it is a model."""
    assert [f"{model._meta.label}.{field.name}" for model in OURS for field in model._meta.local_many_to_many] == []


def _modules(pattern: str) -> Iterator[Any]:
    for file in SOURCE.rglob(pattern):
        yield importlib.import_module(module_name(file))


def _forms() -> Iterator[type[forms.BaseForm]]:
    for module in _modules("web/*/forms.py"):
        for item in vars(module).values():
            if isinstance(item, type) and issubclass(item, forms.BaseForm):
                yield item


def _keys(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        for key, value in content.items():
            yield str(key)
            yield from _keys(value)
    elif isinstance(content, list):
        for value in content:
            yield from _keys(value)


def _names_of_tables() -> Iterator[str]:
    for model in OURS:
        yield from (f"{model._meta.label}.{field.name}" for field in model._meta.get_fields())


def _names_of_forms() -> Iterator[str]:
    for form in _forms():
        for name, field in getattr(form, "base_fields", {}).items():
            yield f"{form.__name__}.{name}"
            choices = getattr(field, "choices", None)
            yield from (f"{form.__name__}.{name}.{value}" for value, _label in choices or [] if isinstance(value, str))


def _names_of_code_lists() -> Iterator[str]:
    for module in _modules("vocabulary.py"):
        for item in vars(module).values():
            if isinstance(item, type) and issubclass(item, TextChoices):
                yield from (f"{item.__name__}.{member.value}" for member in item)


def _names_of_files() -> Iterator[str]:
    for file in SOURCE.rglob("data/*.yaml"):
        yield from (f"{file.name}.{key}" for key in _keys(yaml.safe_load(file.read_text())))
    for file in SOURCE.rglob("data/*.csv"):
        yield from (f"{file.name}.{name}" for name in next(csv.reader(file.read_text().splitlines())))


def _names_of_the_api() -> Iterator[str]:
    yield from (f"api.{key}" for key in _keys(description("https://example.org/")))


PLACES = {
    "the API": _names_of_the_api,
    "tables": _names_of_tables,
    "forms": _names_of_forms,
    "code lists": _names_of_code_lists,
    "files": _names_of_files,
}


def _improper(names: Iterator[str] | list[str]) -> set[str]:
    return {
        name
        for name in names
        if NOBODYS_BUSINESS & {word.lower().removesuffix("s") for word in WORDS.findall(name.partition(".")[2])}
    }


@pytest.mark.parametrize("where", PLACES)
def test_there_is_no_place_for_origin_offences_or_immigration_control_in(where: str) -> None:
    assert len(set(PLACES[where]())) > 30
    assert _improper(PLACES[where]()) == set()


def test_the_database_has_no_such_column(db: None) -> None:
    """What the models do not know of, such as a column made by SQL, is found here."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public'"
        )
        columns = [name for (name,) in cursor.fetchall()]

    assert len(columns) > 200
    assert _improper(columns) == set()


def test_the_search_finds_such_a_place() -> None:
    names = ["Person.ethnicity", "Form.residence_permit", "Kind.CRIMINAL_OFFENCE", "x.DufNumber", "Person.countyName"]

    assert _improper(names) == set(names[:4])


def test_a_stay_that_is_not_legal_is_known_only_as_whose_duty_it_is() -> None:
    """R-01-05: one status of belonging, and no other place says anything of a stay but where somebody sleeps."""
    named = {name for where in PLACES.values() for name in where() if "stay" in WORDS.findall(name.lower())}
    stays = {
        name for name in named if "casework.stays" not in name and "web.stays" not in name and "stays." not in name
    }

    assert {name.rpartition(".")[2] for name in stays} == {"NO_LEGAL_STAY"}
