from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReportKind(TextChoices):
    STATUS = "STATUS", _("Status report")
    PUBLIC_STATUS = "PUBLIC_STATUS", _("Public status on one page")
    POLICE_COUNCIL = "POLICE_COUNCIL", _("Report to the police council")
    MONTHLY = "MONTHLY", _("Monthly report")
    QUARTERLY = "QUARTERLY", _("Quarterly report")


class ReportState(TextChoices):
    DRAFT = "DRAFT", _("Draft")
    APPROVED = "APPROVED", _("Approved")
    PUBLISHED = "PUBLISHED", _("Published")


# A change of text takes an approval away; what is published stands for ever.
NEXT_STATES: dict[ReportState, frozenset[ReportState]] = {
    ReportState.DRAFT: frozenset({ReportState.APPROVED}),
    ReportState.APPROVED: frozenset({ReportState.DRAFT, ReportState.PUBLISHED}),
    ReportState.PUBLISHED: frozenset(),
}


class FigureKind(TextChoices):
    COUNTED = "COUNTED", _("Counted by the system")
    BY_HAND = "BY_HAND", _("Typed by hand")


class FileForm(TextChoices):
    PDF = "PDF", "PDF"
    DOCX = "DOCX", "Word"
    XLSX = "XLSX", "Excel"


# What is kept, byte for byte, when a report is published.
KEPT_FORMS = (FileForm.PDF, FileForm.DOCX)
