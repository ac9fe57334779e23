from datetime import datetime, time, timedelta
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.readings import Wanted
from rodtrad.foundation.audit.vocabulary import EntryKind
from rodtrad.foundation.working_days import OSLO
from rodtrad.web.layout.forms import Form
from rodtrad.web.organisations.forms import day_field
from rodtrad.web.persons.forms import text_field
from rodtrad.web.responsibility.forms import CHOOSE

KINDS = [kind for kind in EntryKind if kind != EntryKind.ACT]


class LogForm(Form):
    """Which lines. Goes by post, so that no address holds a code of a person."""

    since = day_field(_("From"))
    until = day_field(_("To and including"))
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", _("All of them")), *[(kind.value, kind.label) for kind in KINDS]],
        required=False,
        error_messages=CHOOSE,
    )
    person_code = forms.CharField(
        label=_("Short code of a person"),
        help_text=_("As the person tells it. Then the person can read that you looked."),
        required=False,
        max_length=8,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("A short code has seven signs, such as K7M-42P.")},
    )
    post_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    page = forms.IntegerField(required=False, min_value=1, max_value=9999, widget=forms.HiddenInput)

    def wanted(self) -> Wanted:
        said = self.cleaned_data
        post_id: UUID | None = said["post_id"]
        return Wanted(
            since=datetime.combine(said["since"], time(), tzinfo=OSLO),
            until=datetime.combine(said["until"] + timedelta(days=1), time(), tzinfo=OSLO),
            post_id=post_id,
            person_code=said["person_code"],
            kind=said["kind"],
        )


class LogReviewForm(Form):
    since = day_field(_("From"))
    until = day_field(_("To and including"))
    note = text_field(_("What did you find?"), required=_("Write what you found, also when it was nothing."))

    def period(self) -> tuple[datetime, datetime]:
        """From the first day's beginning to the last day's end."""
        said = self.cleaned_data
        since = datetime.combine(said["since"], time(), tzinfo=OSLO)
        return since, datetime.combine(said["until"] + timedelta(days=1), time(), tzinfo=OSLO)
