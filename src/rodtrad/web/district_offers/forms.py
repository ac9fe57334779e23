from django.utils.translation import gettext_lazy as _

from rodtrad.web.layout.forms import Form
from rodtrad.web.organisations.forms import day_field
from rodtrad.web.persons.forms import text_field


class PostponeForm(Form):
    """A later day, and why."""

    until = day_field(_("To which day?"))
    reason = text_field(
        _("Why must it wait?"),
        help_text=_("Your name and the reason are kept."),
        required=_("Write why it must wait. Your name and the reason are kept."),
        rows=2,
    )
