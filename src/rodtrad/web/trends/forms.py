"""What is asked of a comparison of zones."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rodtrad.fieldwork.counts.queries import MarkerLine, ZoneLine
from rodtrad.insight.scenes.displacement import LONGEST, Choice
from rodtrad.web.layout.forms import Form

BOXES = forms.CheckboxSelectMultiple
STARTS_WITH = {
    "target": ["jernbanetorget", "christian-frederiks-plass"],
    "buffer": ["skippergata", "kvadraturen"],
    "control": ["nedre-akerselva", "gronland"],
    "marker": "plan-start",
    "years": "3",
}


class DisplacementForm(Form):
    """Zones in roles, a dated event, and years on each side."""

    marker = forms.ChoiceField(label=_("Before and after what?"))
    target = forms.MultipleChoiceField(
        label=_("Where was the measure?"),
        widget=BOXES,
        error_messages={"required": _("Choose at least one zone where the measure was.")},
    )
    buffer = forms.MultipleChoiceField(
        label=_("Where could people have gone?"), widget=BOXES, required=False, help_text=_("Zones next door.")
    )
    control = forms.MultipleChoiceField(
        label=_("What shall it be compared with?"),
        widget=BOXES,
        error_messages={"required": _("Choose at least one zone far away to compare with.")},
        help_text=_("Zones far enough away to show what would have happened anyway."),
    )
    years = forms.ChoiceField(
        label=_("How many summers on each side?"), choices=[(str(n), str(n)) for n in range(1, LONGEST + 1)]
    )

    def __init__(self, zones: list[ZoneLine], markers: list[MarkerLine], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(zone.code, zone.name) for zone in zones]
        for name in ("target", "buffer", "control"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.fields["marker"].choices = [  # type: ignore[attr-defined]
            (one.code, f"{one.name} ({one.starts_on.year})") for one in markers
        ]

    def choice(self) -> Choice:
        said = self.cleaned_data
        roles: dict[str, tuple[str, ...]] = {name: tuple(said[name]) for name in ("target", "buffer", "control")}
        return Choice(**roles, marker=said["marker"], years=int(said["years"]))


def first_question(zones: list[ZoneLine], markers: list[MarkerLine]) -> dict[str, Any]:
    """What the page opens with: the plan of 2011 where its zones are there, else nothing chosen."""
    codes, marks = {zone.code for zone in zones}, {one.code for one in markers}
    named = {code for role in ("target", "buffer", "control") for code in STARTS_WITH[role]}
    return dict(STARTS_WITH) if named <= codes and STARTS_WITH["marker"] in marks else {}
