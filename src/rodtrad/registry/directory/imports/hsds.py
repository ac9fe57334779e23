"""Entries of another publisher by HSDS 3: nested JSON, or tables that are put together to it.

An entry keeps the publisher's id behind the name of the source, so that a second import finds it again. What HSDS can say
and our rows cannot hold (weeks by number, days of the year) is kept as text, and those hours are not known.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from rodtrad.foundation.norwegian_text import fold
from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.registry.directory.imports.records import UNKNOWN_KIND, Known, Reading, check
from rodtrad.registry.directory.operations.records import PlaceRecord, Record
from rodtrad.registry.directory.rules.hours import DAY, DAYS, FIRST_DAY, Row, Span
from rodtrad.registry.directory.vocabulary import HolidayPolicy, IsoWeek, OpeningDay, Price

Json = dict[str, Any]
STATUSES = {"active", "inactive", "defunct", "temporarily closed"}
_CLOCK = re.compile(r"([01]\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?(?:Z|[+-]\d\d:?\d\d)?")
_BYDAY = re.compile(r"([1-5])?(MO|TU|WE|TH|FR|SA|SU)")
NOT_HELD = ("byweekno", "bymonthday", "byyearday", "count", "until")


class Wrong(ValueError):
    """A sentence about an entry."""


class NotHeld(ValueError):
    """A schedule that is right, and that our rows cannot hold."""


def read_services(services: list[Any], *, source: str, known: Known) -> Reading:
    """Nested services as records. Their order counts from 1."""
    reading, seen = Reading(), set[str]()
    for number, service in enumerate(services, start=1):
        pk = str(service.get("id", "")) if isinstance(service, dict) else ""
        where = _("entry %(number)s (%(id)s)") % {"number": number, "id": pk or "?"}
        try:
            if pk in seen:
                raise Wrong(_("The id stands twice."))
            record = _record(where, service, source, known, reading)
            if wrong := list(check(record)):
                raise Wrong(" ".join(wrong))
        except Wrong as error:
            reading.fault(where, error)
            continue
        seen.add(pk)
        reading.records.append(record)
    return reading


def _record(where: str, service: Any, source: str, known: Known, reading: Reading) -> Record:
    if not isinstance(service, dict) or not service.get("id"):
        raise Wrong(_("The id is missing."))
    for name in ("name", "status"):
        if not isinstance(service.get(name), str) or not service[name].strip():
            raise Wrong(_('"%(name)s" is missing.') % {"name": name})
    if service["status"] not in STATUSES:
        raise Wrong(_('"%(text)s" is no status.') % {"text": service["status"]})
    for name in ("assured_date",):
        _day(service.get(name), name)
    said: Json = {"name": service["name"].strip(), "kinds": tuple(_kinds(service, known, where, reading))}
    words = {"name_en": "alternate_name", "description": "description", "eligibility": "eligibility_description",
             "application_process": "application_process", "email": "email", "url": "url"}  # fmt: skip
    said |= {ours: str(service[theirs]).strip() for ours, theirs in words.items() if service.get(theirs)}
    said |= {name: _age(service[name]) for name in ("minimum_age", "maximum_age") if service.get(name) is not None}
    if phones := [one for one in _list(service, "phones") if one.get("number")]:
        said["phone"] = str(phones[0]["number"]).strip(' "')
    if languages := [str(one["name"])[:40] for one in _list(service, "languages") if one.get("name")]:
        said["languages"] = tuple(languages)
    if documents := [str(one["document"])[:200] for one in _list(service, "required_documents") if one.get("document")]:
        said["documents"] = tuple(documents)
    if any(one.get("amount") == 0 for one in _list(service, "cost_options")):
        said["price"] = Price.FREE.value
    code = f"{source}:{service['id']}"[:120]
    return Record(where, code, said, _owner(service, known, where, reading), tuple(_places(service, where, reading)))


def _list(thing: Json, name: str) -> list[Json]:
    found = thing.get(name) or []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Wrong(_('"%(name)s" is no list.') % {"name": name})
    return found


def _owner(service: Json, known: Known, where: str, reading: Reading) -> Any:
    organisation = service.get("organization")
    if organisation is None and service.get("organization_id"):
        raise Wrong(_('organization_id "%(id)s" leads to nothing in the file.') % {"id": service["organization_id"]})
    if not isinstance(organisation, dict):
        return None
    name = str(organisation.get("name", ""))
    if fold(name) not in known.organisations:
        reading.note(where, _('"%(name)s" is no organisation here: the draft has no owner.') % {"name": name})
    return known.organisations.get(fold(name))


def _kinds(service: Json, known: Known, where: str, reading: Reading) -> Iterator[str]:
    found = dict.fromkeys(
        known.kinds[fold(str(term[key]))]
        for term in (one.get("taxonomy_term") or {} for one in _list(service, "attributes"))
        for key in ("code", "name")
        if fold(str(term.get(key, ""))) in known.kinds
    )
    if not found:
        reading.note(where, _("No kind of help is known here: choose one before it is published."))
    yield from found or [UNKNOWN_KIND]


def _age(value: Any) -> int:
    try:
        return int(float(value))
    except (TypeError, ValueError, OverflowError) as error:
        raise Wrong(_('"%(text)s" is no age.') % {"text": value}) from error


def _day(value: Any, name: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise Wrong(_('"%(text)s" in %(name)s is no date.') % {"text": value, "name": name}) from error


def _places(service: Json, where: str, reading: Reading) -> Iterator[PlaceRecord]:
    for one in _list(service, "service_at_locations"):
        location = one.get("location")
        if location is None and one.get("location_id"):
            raise Wrong(_('location_id "%(id)s" leads to nothing in the file.') % {"id": one["location_id"]})
        location = location if isinstance(location, dict) else {}
        address = next(iter(_list(location, "addresses")), {})
        postcode = str(address.get("postal_code", ""))
        schedules = _list(one, "schedules") or _list(location, "schedules") or _list(service, "schedules")
        street = str(address.get("address_1") or "")
        yield PlaceRecord(
            str(location.get("name") or street or service["name"]).strip(),
            street,
            postcode if postcode.isdecimal() and len(postcode) == 4 else "",
            "",
            _coordinate(location, "latitude"),
            _coordinate(location, "longitude"),
            str(next(iter(_list(location, "accessibility")), {}).get("description") or "")[:400],
            **_hours(schedules, where, reading),
        )


def _coordinate(location: Json, name: str) -> float | None:
    if location.get(name) in (None, ""):
        return None
    try:
        return float(location[name])
    except (TypeError, ValueError) as error:
        raise Wrong(_('"%(text)s" is no %(name)s.') % {"text": location[name], "name": name}) from error


def _hours(schedules: list[Json], where: str, reading: Reading) -> Json:
    """Rows and dates with other hours; hours that rows cannot hold are text, and then not known."""
    if not schedules:
        return {}
    rows: list[Row] = []
    exceptions: dict[date, list[Span]] = {}
    reasons: dict[date, str] = {}
    try:
        for one in schedules:
            first, last = (_day(one.get(name), name) for name in ("valid_from", "valid_to"))
            _day(one.get("dtstart"), "dtstart")
            span = _span(one)
            if first and first == last:
                exceptions.setdefault(first, []).extend([span] if span else [])
                reasons[first] = str(one.get("notes") or one.get("description") or "")[:200]
            if any(one.get(name) for name in NOT_HELD if not (first and first == last and name in ("count", "until"))):
                raise NotHeld
            if first is None or first != last:
                rows += _rows(one, span, first or FIRST_DAY, last + timedelta(days=1) if last else OPEN_ENDED_ON)
    except NotHeld:
        reading.note(where, _("Its hours are kept as text: they cannot be held as rows."))
        text = next((str(one["description"]) for one in schedules if one.get("description")), "?")
        return {"rows": (), "hours_text": text[:200]}
    policy = str(schedules[0].get("holiday_policy") or HolidayPolicy.AS_USUAL)
    dates = tuple((day, tuple(spans), reasons[day]) for day, spans in sorted(exceptions.items()))
    return {"rows": tuple(rows), "exceptions": dates, "holiday_policy": policy if policy in HolidayPolicy.values else HolidayPolicy.AS_USUAL}  # fmt: skip


def _span(one: Json) -> Span | None:
    if not one.get("opens_at") and not one.get("closes_at"):
        return None
    opens, closes = _clock(one.get("opens_at")), _clock(one.get("closes_at"))
    if (opens, closes) == (0, DAY - 1):
        closes = DAY
    if opens >= DAY:
        raise Wrong(_('"%(text)s" is not a time of day. Write it as 08.30.') % {"text": one.get("opens_at")})
    kind = one["attending_type"] if one.get("attending_type") in ("BY_APPOINTMENT", "PHONE") else "OPEN"
    return Span(opens, closes if closes > opens else closes + DAY, kind)


def _clock(text: Any) -> int:
    found = _CLOCK.fullmatch(str(text))
    if not found or int(found[1]) * 60 + int(found[2]) > DAY:
        raise Wrong(_('"%(text)s" is not a time of day. Write it as 08.30.') % {"text": text})
    return int(found[1]) * 60 + int(found[2])


def _rows(one: Json, span: Span | None, first: date, until: date) -> Iterator[Row]:
    if span is None:
        raise NotHeld
    if one.get("on_public_holidays"):
        yield Row(OpeningDay.PUBLIC_HOLIDAY, span, first, until)
        return
    interval, freq = int(one.get("interval") or 1), one.get("freq")
    for part in str(one.get("byday") or "").replace(" ", "").split(","):
        found = _BYDAY.fullmatch(part)
        if part and not found:
            raise Wrong(_('"%(text)s" in byday is no weekday.') % {"text": part})
        if not found or freq not in ("WEEKLY", "MONTHLY") or (freq == "MONTHLY") != bool(found[1]):
            raise NotHeld
        yield Row(DAYS.index(found[2]), span, first, until, _parity(one, interval), int(found[1] or 0))


def _parity(one: Json, interval: int) -> str:
    if interval == 1:
        return IsoWeek.EVERY.value
    start = _day(one.get("dtstart"), "dtstart")
    if interval != 2 or start is None:
        raise NotHeld
    return (IsoWeek.ODD if start.isocalendar().week % 2 else IsoWeek.EVEN).value
