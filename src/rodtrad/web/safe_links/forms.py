"""What somebody outside writes."""

from django.utils.translation import gettext_lazy as _

from rodtrad.web.forums.forms import long_text
from rodtrad.web.layout.forms import Form
from rodtrad.web.measures.forms import choice_field, line_field

ANSWERS = (("yes", _("We take it")), ("no", _("We do not take it")))
WHO = _("Write your name and what you are, so that others know who answered.")


class GuestAnswerForm(Form):
    answer = choice_field(_("Does your unit take its part?"), ANSWERS, required=_("Choose an answer."), radio=True)
    reason = long_text(_("If not: why?"), help_text=_("The steering group reads it. No persons."), rows=3)
    name = line_field(_("Your name and role"), required=WHO, longest=120)


class GuestDoneForm(Form):
    text = long_text(_("What was done?"), help_text=_("No persons."), required=_("Write what was done."), rows=3)
    name = line_field(_("Your name and role"), required=WHO, longest=120)
