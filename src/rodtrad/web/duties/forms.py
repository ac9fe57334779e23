"""Forms of duties. Shape only; the operations check what they mean."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.programme.duties.operations import Wanted
from rodtrad.programme.duties.vocabulary import Rhythm
from rodtrad.programme.forums import queries as forums
from rodtrad.programme.reports.vocabulary import ReportKind
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.forums.forms import number_field
from rodtrad.web.layout.forms import Form
from rodtrad.web.measures.forms import UnitsField, choice_field, line_field, one_unit
from rodtrad.web.organisations.forms import day_field
from rodtrad.web.wording.two_languages import own_language

RECIPIENT = _("Write who receives it.")


class DutyForm(Form):
    title = line_field(_("What is to be reported?"), required=_("Write what is to be reported."), longest=200)
    kind = choice_field(_("Which report?"), ReportKind.choices, required=_("Choose which report."))
    sender = UnitsField(label=_("Who sends it?"), error_messages={"required": _("Write who sends it.")})
    recipient = UnitsField(label=_("Who receives it?"), error_messages={"required": RECIPIENT})
    rhythm = choice_field(_("How often?"), Rhythm.choices, required=_("Choose how often."), radio=True)
    forum = choice_field(_("Which forum?"), [])
    days = number_field(_("How many days after the period, or before the meeting?"), lowest=0, highest=90, initial=14)
    starts_on = day_field(_("From which day?"))

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = forums.forums(by=by, on=local_day(timezone.now()))
        names = [(str(one.forum.pk), own_language(one.forum.name, one.forum.name_en)) for one in found]
        self.fields["forum"].choices = [("", _("Not chosen")), *names]  # type: ignore[attr-defined]

    def clean_sender(self) -> UUID | None:
        return one_unit("sender", self.cleaned_data["sender"], self)

    def clean_recipient(self) -> UUID | None:
        return one_unit("recipient", self.cleaned_data["recipient"], self)

    def wanted(self) -> Wanted:
        said = self.cleaned_data
        return Wanted(
            title=said["title"],
            kind=ReportKind(said["kind"]),
            sender_id=said["sender"],
            recipient_id=said["recipient"],
            rhythm=Rhythm(said["rhythm"]),
            days=said["days"],
            starts_on=said["starts_on"],
            forum_id=UUID(said["forum"]) if said["forum"] else None,
        )


class RecipientForm(Form):
    recipient = UnitsField(label=_("Who receives it?"), error_messages={"required": RECIPIENT})

    def clean_recipient(self) -> UUID | None:
        return one_unit("recipient", self.cleaned_data["recipient"], self)


class SendForm(Form):
    again = forms.BooleanField(label=_("Send it although it has been sent"), required=False)
