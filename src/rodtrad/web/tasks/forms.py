"""How a task went."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rodtrad.web.layout.forms import Form
from rodtrad.web.organisations.forms import day_field
from rodtrad.web.persons.forms import text_field


class FinishForm(Form):
    note = text_field(_("How did it go?"), rows=2)


class DropForm(Form):
    note = text_field(_("Why is it no longer needed?"), required=_("Write why it is no longer needed."), rows=2)


class NewTaskForm(Form):
    """A task for whoever has the ball."""

    task = forms.CharField(
        label=_("What is to be done?"),
        max_length=400,
        error_messages={
            "required": _("Write what is to be done."),
            "max_length": _("Write at most 400 characters."),
        },
    )
    due_on = day_field(_("By which day?"))
