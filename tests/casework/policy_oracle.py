"""Who may see what, told again from the prose of the law and the promises to the person, by ground instead of by row.

It shares no table with the product: sets are written out, and the order of thought is another.
"""

HELPERS = {"WORKER", "COORDINATOR", "UNIT_LEAD"}
TREATS = {"HEALTH", "SPECIALIST_HEALTH"}
STATUTORY = {"MUNICIPAL", "WELFARE", "HEALTH", "SPECIALIST_HEALTH"}
VOLUNTARY = {"NGO", "USER_ORGANISATION"}
SHOWS_PLACES_OR_NAMES = {"STAYS", "IDENTITY", "RELATIVES"}


def may(
    role: str,
    sector: str,
    relation: str,
    basis: str,
    named: str,
    section: str,
    operation: str,
    blocked: bool = False,
    conflict: bool = False,
    protected: bool = False,
) -> bool:
    """Whether somebody with one role at a unit of a sector, holding one grant, may do one thing with one section."""
    if sector not in STATUTORY | VOLUNTARY:
        return False  # control bodies never; those who help nobody have nothing to look for
    if conflict or named == "OTHER":
        return False
    if blocked and not _open_in_spite_of_a_block(relation, basis, section):
        return False
    if protected and operation == "X":
        return False
    if protected and section in SHOWS_PLACES_OR_NAMES and relation != "HOLDS":
        return False
    ground = {
        ("HOLDS", "RESPONSIBILITY"): _responsible,
        ("SUPPORTS", "RESPONSIBILITY"): _stands_beside,
        ("ASKED", "OFFER"): _asked,
        ("NAMED", "CONSENT"): _trusted_by_the_person,
        ("ESCALATED", "RESPONSIBILITY"): _decides,
        ("AUTHOR", "DUTY"): _wrote_the_concern,
        ("RECIPIENT", "DUTY"): _receives_a_notice,
        ("NONE", "EMERGENCY"): _breaks_the_glass,
    }.get((relation, basis))
    return ground is not None and ground(role, sector, named, section, operation)


def _open_in_spite_of_a_block(relation: str, basis: str, section: str) -> bool:
    """A unit that is responsible must be able to find somebody else; in mortal danger the crisis plan and health count."""
    return (relation == "HOLDS" and section == "BASICS") or (basis == "EMERGENCY" and section in {"PLAN", "HEALTH"})


def _responsible(role: str, sector: str, named: str, section: str, operation: str) -> bool:
    if role not in HELPERS:
        return False
    if section in {"BASICS", "FOLLOW_UP"} and operation in "LRW":
        return True
    if sector in VOLUNTARY:
        return False
    everyday = {"PLAN", "IDENTITY", "STAYS", "RELATIVES"}
    if operation in "LRW" and section in everyday:
        return True
    if section == "HEALTH":
        return sector in TREATS and operation in "RW"
    if (
        operation == "X"
        and role in {"COORDINATOR", "UNIT_LEAD"}
        and section in {"BASICS", "FOLLOW_UP", "PLAN", "STAYS"}
    ):
        return True
    if operation == "X" and role == "UNIT_LEAD" and section in {"IDENTITY", "RELATIVES"}:
        return True
    if operation == "U":
        return section == "IDENTITY"
    if section == "LEGAL_STATUS":
        return sector in {"MUNICIPAL", "WELFARE"} and operation in "RW"
    if section == "PROTECTED_ADDRESS":
        return role != "WORKER" and named == "ME" and operation == "R"
    return False


def _stands_beside(role: str, sector: str, named: str, section: str, operation: str) -> bool:
    if role not in HELPERS:
        return False
    if section == "HEALTH":
        return sector in TREATS and operation in "RW"
    seen = {"BASICS", "FOLLOW_UP"} if sector in VOLUNTARY else {"BASICS", "FOLLOW_UP", "PLAN"}
    return section in seen and operation in "LRW"


def _asked(role: str, sector: str, named: str, section: str, operation: str) -> bool:
    if role not in HELPERS:
        return False
    if section == "HEALTH":
        return sector in TREATS and operation == "R"
    return section in {"BASICS", "FOLLOW_UP", "PLAN", "STAYS"} and operation in "LR"


def _trusted_by_the_person(role: str, sector: str, named: str, section: str, operation: str) -> bool:
    if role not in HELPERS or section in {"CONCERNS", "LEGAL_STATUS", "PROTECTED_ADDRESS"}:
        return False
    return operation in "LR" or (operation == "W" and section in {"FOLLOW_UP", "PLAN"})


def _decides(role: str, sector: str, named: str, section: str, operation: str) -> bool:
    decides = role == "COORDINATING_UNIT" and sector in STATUTORY
    return decides and section in {"BASICS", "FOLLOW_UP"} and operation in "LRW"


def _wrote_the_concern(role: str, sector: str, named: str, section: str, operation: str) -> bool:
    return role in HELPERS and named == "ME" and section == "CONCERNS" and operation in "RW"


def _receives_a_notice(role: str, sector: str, named: str, section: str, operation: str) -> bool:
    if sector not in STATUTORY:
        return False
    if section == "CONCERNS":
        return role in HELPERS and operation in "LRW"
    return role in HELPERS | {"COORDINATING_UNIT"} and section in {"BASICS", "FOLLOW_UP"} and operation == "R"


def _breaks_the_glass(role: str, sector: str, named: str, section: str, operation: str) -> bool:
    meets_people = role in {"WORKER", "COORDINATOR"} and sector in STATUTORY
    return meets_people and named == "ME" and operation == "R" and section in {"BASICS", "FOLLOW_UP", "PLAN", "HEALTH"}
