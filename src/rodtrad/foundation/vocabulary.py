"""Words that both access rules and organisations need, and that must therefore lie below both."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sector(TextChoices):
    """Which law of confidentiality an organisation works under."""

    MUNICIPAL = "MUNICIPAL", _("Municipal")
    HEALTH = "HEALTH", _("Health")
    SPECIALIST_HEALTH = "SPECIALIST_HEALTH", _("Specialist health")
    WELFARE = "WELFARE", _("Welfare")
    POLICE = "POLICE", _("Police")
    JUSTICE = "JUSTICE", _("Prison")
    CONTROL = "CONTROL", _("Other control body")
    NGO = "NGO", _("Non-profit organisation")
    USER_ORGANISATION = "USER_ORGANISATION", _("Users and next of kin")
    STATE = "STATE", _("State")
    KNOWLEDGE = "KNOWLEDGE", _("Knowledge centre")
    UNION = "UNION", _("Trade union")
    BUSINESS = "BUSINESS", _("Business")
    UNKNOWN = "UNKNOWN", _("Not stated")


# GDPR art. 5(1)(b): what is told to be helped is never used to control. No grant, case or request
# can name a unit of these sectors; the database refuses the row.
CONTROL_SECTORS = frozenset({Sector.POLICE, Sector.JUSTICE, Sector.CONTROL})


class Role(TextChoices):
    """What a post may do at its unit. A role alone never opens a person."""

    WORKER = "WORKER", _("Worker")
    COORDINATOR = "COORDINATOR", _("Coordinator")
    UNIT_LEAD = "UNIT_LEAD", _("Unit lead")
    COORDINATING_UNIT = "COORDINATING_UNIT", _("Coordinating unit")
    PROGRAMME = "PROGRAMME", _("Programme office")
    ANALYST = "ANALYST", _("Analyst")
    DIRECTORY_EDITOR = "DIRECTORY_EDITOR", _("Directory editor")
    PRIVACY_OFFICER = "PRIVACY_OFFICER", _("Privacy officer")
    ADMINISTRATOR = "ADMINISTRATOR", _("Administrator")


CARE_ROLES = frozenset({Role.WORKER, Role.COORDINATOR, Role.UNIT_LEAD})
