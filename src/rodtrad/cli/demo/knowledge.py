"""The knowledge bank of the demo, played in through the real operations."""

from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

import yaml

from rodtrad.cli.demo.staff import SETUP
from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.directory.queries import ids_by_code
from rodtrad.registry.knowledge.operations import Text, add_page, change_page
from rodtrad.registry.organisations.queries import unit_ids_by_code

REVIEW = timedelta(days=365)


def load_knowledge(*, now: datetime) -> int:
    """Every page of the file, each with the versions it has had. Returns how many."""
    text = (files("rodtrad.cli.demo") / "data" / "knowledge.yaml").read_text(encoding="utf-8")
    units, services = unit_ids_by_code(), ids_by_code()
    rows: list[dict[str, Any]] = yaml.safe_load(text)["pages"]
    for row in rows:
        links = [services[code] for code in row["services"] if code in services]
        held = {"review_on": now.date() + REVIEW, "is_public": row.get("is_public", False), "service_ids": links}
        page = add_page(
            row["id"], kind=row["kind"], owner_id=units[row["owner"]], text=_text(row), by=SETUP, at=now, **held
        )
        if later := row.get("changed"):
            then = _morning(later["valid_from"])
            change_page(page.pk, text=_text({**row, **later}), by=SETUP, at=then, **held)
    return len(rows)


def _text(row: dict[str, Any]) -> Text:
    return Text(
        title=row["title"], text=row["text"], valid_from=row["valid_from"], source=row["source"],
        change=row.get("change", ""),
    )  # fmt: skip


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(8), tzinfo=OSLO)
