from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StayKind(TextChoices):
    """What kind of place it is (domain.md 7), and where people sleep who have none."""

    ACUTE = "ACUTE", _("Acute place")
    SHORT_TERM = "SHORT_TERM", _("Short-term place")
    REHABILITATION = "REHABILITATION", _("Rehabilitation")
    CARE = "CARE", _("Care home")
    TREATMENT = "TREATMENT", _("Treatment as an inpatient")
    HOSPITAL = "HOSPITAL", _("Hospital")
    PRISON = "PRISON", _("Prison")
    OWN_HOME = "OWN_HOME", _("Own home")
    WITH_OTHERS = "WITH_OTHERS", _("With somebody they know")
    OUTDOORS = "OUTDOORS", _("Outdoors, or in no fixed place")
    OTHER = "OTHER", _("Another place")


# Beds that others decide over, for a time: the follow-up goes on through them (R-03-14).
INPATIENT = (StayKind.REHABILITATION, StayKind.TREATMENT, StayKind.HOSPITAL, StayKind.PRISON)

CONTACTS = {
    "IN": _("Meet them where they stay, and agree who keeps in touch"),
    "MIDWAY": _("Midway in the stay: what comes after it, and when does it end?"),
    "BEFORE_END": _("The stay ends soon: a place to live, and who meets them on the day"),
}
