from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodtrad.foundation.actor import Actor
from rodtrad.registry.directory import queries as directory
from rodtrad.registry.directory.operations import Entry
from rodtrad.registry.directory.vocabulary import CapacityUnit, Entrance, Gender, Price, Substance, TargetGroup
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.directory.presenters import in_language
from rodtrad.web.layout.forms import Form
from rodtrad.web.organisations.forms import day_field

CHOOSE = {
    "required": gettext_lazy("Choose from the list."),
    "invalid_choice": gettext_lazy("Choose from the list."),
    "invalid_list": gettext_lazy("Choose from the list."),
}


def text(
    label: Any, *, longest: int = 200, lines: int = 0, required: bool = False, help_text: Any = ""
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=longest,
        required=required,
        widget=forms.Textarea(attrs={"rows": lines}) if lines else forms.TextInput(),
        error_messages={
            "required": gettext_lazy("Write something here."),
            "max_length": gettext_lazy("Write a shorter text."),
        },
    )


def number(label: Any, *, highest: int = 32767) -> forms.IntegerField:
    wrong = gettext_lazy("Write a number from 0 up.")
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=highest,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": gettext_lazy("That number is too high.")},
    )


def choice(label: Any, choices: Any = ()) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, error_messages=CHOOSE)


def many(label: Any, choices: Any = ()) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, error_messages=CHOOSE
    )


class EntryForm(Form):
    """What an owner says of a service. Nothing is needed but a name and a kind."""

    name = text(gettext_lazy("Name"), required=True)
    name_en = text(gettext_lazy("Name in English"))
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Kind of help"),
        help_text=gettext_lazy("Choose one or more; hold Ctrl for several."),
        widget=forms.SelectMultiple(attrs={"size": 8}),
        error_messages={**CHOOSE, "required": gettext_lazy("Choose at least one kind of help.")},
    )
    description = text(gettext_lazy("What one gets here, in short sentences"), lines=4, longest=2000)
    description_en = text(gettext_lazy("The same in English"), lines=3, longest=2000)
    gender = choice(gettext_lazy("For whom"), Gender.choices)
    minimum_age = number(gettext_lazy("From age"), highest=120)
    maximum_age = number(gettext_lazy("To age"), highest=120)
    substance = choice(gettext_lazy("Drugs and alcohol"), Substance.choices)
    entrance = choice(gettext_lazy("How to come in"), Entrance.choices)
    application_process = text(gettext_lazy("How to come in, in words"), lines=2, longest=1000)
    price = choice(gettext_lazy("Price"), Price.choices)
    price_text = text(gettext_lazy("Price, in words"))
    groups = many(gettext_lazy("Especially for"), TargetGroup.choices)
    for_relatives = forms.BooleanField(label=gettext_lazy("For next of kin"), required=False)
    user_run = forms.BooleanField(label=gettext_lazy("Run by users"), required=False)
    eligibility = text(gettext_lazy("Other conditions"), lines=2, longest=1000)
    languages = text(gettext_lazy("Languages"), help_text=gettext_lazy("With commas between."))
    documents = text(gettext_lazy("Bring"), help_text=gettext_lazy("With commas between."))
    phone = text(gettext_lazy("Phone for everybody"), longest=20)
    email = forms.EmailField(
        label=gettext_lazy("E-mail for everybody"),
        required=False,
        error_messages={"invalid": gettext_lazy("That is not an e-mail address.")},
    )
    url = forms.URLField(
        label=gettext_lazy("Their own page"),
        required=False,
        assume_scheme="https",
        error_messages={"invalid": gettext_lazy("That is not an address of a page.")},
    )
    staff_phone = text(gettext_lazy("Direct number for staff"), longest=20)
    staff_note = text(gettext_lazy("Note for staff"), lines=2, longest=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(term.code, in_language(term.name, term.name_en)) for term in directory.terms()]
        self.fields["kinds"].choices = sorted(kinds, key=lambda pair: pair[1])  # type: ignore[attr-defined]

    def entry(self, kept: Entry | None = None) -> Entry:
        """What was written, with what has no field here kept as it was."""
        said = {name: value for name, value in self.cleaned_data.items() if name in Entry.__dataclass_fields__}
        for name in ("languages", "documents"):
            said[name] = tuple(part.strip() for part in said[name].split(",") if part.strip())
        for name in ("kinds", "groups"):
            said[name] = tuple(said[name])
        if kept is not None:
            said |= {"area_codes": kept.area_codes, "partners": kept.partners}
        return Entry(**said)


class NewEntryForm(EntryForm):
    owner = choice(gettext_lazy("Who gives this help?"))
    field_order = ("owner",)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose who")),
            *((str(pk), name) for pk, name in directory.owners(by, on=local_day(timezone.now()))),
        ]

    def owner_id(self) -> UUID:
        return UUID(self.cleaned_data["owner"])


def initial_of(entry: Entry) -> dict[str, Any]:
    """The form as the entry is now."""
    said = {name: getattr(entry, name) for name in EntryForm.base_fields if hasattr(entry, name)}
    return {**said, **{name: ", ".join(said[name]) for name in ("languages", "documents")}}


class ChangeEntryForm(EntryForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class PlaceForm(Form):
    name = text(gettext_lazy("Name of the place"), required=True)
    address = text(gettext_lazy("Street and number"))
    postcode = forms.RegexField(
        r"^\d{4}$",
        label=gettext_lazy("Postcode"),
        required=False,
        error_messages={"invalid": gettext_lazy("A postcode has four digits.")},
    )
    district_code = forms.ChoiceField(label=gettext_lazy("District"), required=False, error_messages=CHOOSE)
    accessibility = text(gettext_lazy("Steps, lift, width of doors"), longest=400)
    is_protected = forms.BooleanField(
        label=gettext_lazy("The address is secret: tell only the district and the phone"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        districts = directory.districts(on=local_day(timezone.now()))
        self.fields["district_code"].choices = [  # type: ignore[attr-defined]
            ("", _("Not stated")),
            *((area.code, area.name) for area in districts),
        ]


class CapacityForm(Form):
    unit = choice(gettext_lazy("Counted in"), CapacityUnit.choices)
    maximum = number(gettext_lazy("How many there are"))
    available = number(gettext_lazy("Free now"))
    waiting_days = number(gettext_lazy("Waiting time in days"))


class PauseForm(Form):
    reopens_on = day_field(
        gettext_lazy("From which day is it open again?"), help_text=gettext_lazy("Leave it empty if you do not know.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reopens_on"].required = False


class EndForm(Form):
    ended_on = day_field(gettext_lazy("From which day is it closed for good?"))
    replaced_by = forms.ChoiceField(label=gettext_lazy("What came instead?"), required=False, error_messages=CHOOSE)

    def __init__(self, *args: Any, service_id: UUID, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["replaced_by"].choices = [  # type: ignore[attr-defined]
            ("", _("Nothing, or not known")),
            *((str(pk), name) for pk, name in directory.names(excluding=service_id)),
        ]

    def replaced_by_id(self) -> UUID | None:
        chosen = self.cleaned_data["replaced_by"]
        return UUID(chosen) if chosen else None
