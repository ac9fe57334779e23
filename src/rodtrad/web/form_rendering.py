"""How every form is drawn: the design system's markup from plain Django forms."""

from typing import Any

from django.forms import Widget
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting


class DesignsystemetField(BoundField):
    """Gives each widget the class the design system styles, unless the form chose one."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if not widget.is_hidden and "class" not in widget.attrs:
            attrs.setdefault("class", "ds-input")
        if "cols" in widget.attrs:
            attrs["cols"] = False  # a textarea with cols does not get the full width
        return attrs


class FormRenderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = DesignsystemetField
