"""Choosing a file, and saying that it may be loaded."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodtrad.foundation.actor import Actor
from rodtrad.registry.directory import operations
from rodtrad.registry.directory.imports.files import read_file
from rodtrad.registry.directory.imports.records import Reading
from rodtrad.web.directory.forms import text
from rodtrad.web.layout.forms import Form


class FileForm(Form):
    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("Excel or CSV in the columns of our table, or HSDS 3 as JSON or tables."),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
            "invalid": gettext_lazy("Choose a file."),
            "missing": gettext_lazy("Choose a file."),
        },
    )
    source = text(
        gettext_lazy("Whose list is it?"),
        longest=40,
        required=True,
        help_text=gettext_lazy("Use the same name next time: then entries are found again and not doubled."),
    )

    def keep(self, *, by: Actor, at: datetime) -> UUID:
        """Raises DomainError for a file that cannot be read at all."""
        file, source = self.cleaned_data["file"], self.cleaned_data["source"]
        content = file.read()
        read_file(content, source=source)
        return operations.keep_file(content, name=file.name, source=source, by=by, at=at).pk


class LoadForm(Form):
    """Rows with faults stop everything, unless they are left out on purpose."""

    leave_out = forms.BooleanField(
        label=gettext_lazy("Leave out the rows with faults, and load the others"), required=False
    )

    def __init__(self, *args: Any, reading: Reading, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reading = reading
        if not reading.faults:
            del self.fields["leave_out"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if self.reading.faults and not said.get("leave_out"):
            raise forms.ValidationError(_("Nothing was loaded: mend the rows with faults, or leave them out."))
        return said
