from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

SELF = "SELF"  # the relation of a person to their own record
OWN_RIGHT = "OWN"  # and its basis; no grant is needed, so it is none of the five


class Operation(TextChoices):
    """What one does with a section; the letters stand in the policy and in the log."""

    LIST = "L", _("find in a list")
    READ = "R", _("read")
    WRITE = "W", _("write")
    EXPORT = "X", _("print or export")
    UNMASK = "U", _("see the whole national number")


class Purpose(TextChoices):
    """Why a record is opened, as the person reads it afterwards."""

    FOLLOW_UP = "FOLLOW_UP", _("to follow up")
    ANSWER = "ANSWER", _("to answer a request")
    INTAKE = "INTAKE", _("to receive the person")
    DECIDE = "DECIDE", _("to decide who is responsible")
    CONSENT = "CONSENT", _("to write down what the person says yes and no to")
    EMERGENCY = "EMERGENCY", _("to help in danger")
    SEARCH = "SEARCH", _("to find the right person")
    OWN = "OWN", _("to read about oneself")
    SEND = "SEND", _("to send out what the law lets be sent")
    ANSWER_PERSON = "ANSWER_PERSON", _("to answer the person")
