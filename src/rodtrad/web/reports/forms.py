"""Forms of reports. Shape only; the operations check what they mean."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rodtrad.programme.reports.queries import Chapter, Figure
from rodtrad.programme.reports.vocabulary import ReportKind
from rodtrad.web.forums.forms import long_text
from rodtrad.web.layout.forms import Form
from rodtrad.web.measures.forms import choice_field, line_field
from rodtrad.web.organisations.forms import day_field

LANGUAGES = (("nb", _("Norwegian bokmål")), ("en", _("English")))


def period_before(today: date) -> tuple[date, date]:
    """The year up to the first of this month: a whole number of months, all of them ended."""
    first = today.replace(day=1)
    return first.replace(year=first.year - 1), first - timedelta(days=1)


class ReportForm(Form):
    kind = choice_field(_("Which report?"), ReportKind.choices, required=_("Choose which report."), radio=True)
    title = line_field(_("What is it called?"), required=_("Write what the report is called."), longest=200)
    starts_on = day_field(_("First day"))
    last_on = day_field(_("Last day"))
    language = choice_field(_("In which language?"), LANGUAGES, required=_("Choose a language."), radio=True)

    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "title": said["title"],
            "language": said["language"],
            "starts_on": said["starts_on"],
            "ends_on": said["last_on"] + timedelta(days=1),
        }


class ChapterForm(Form):
    """The text of a chapter; `version` is the one that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    heading = line_field(_("Heading"), required=_("Write what the chapter is called."), longest=200)
    text = long_text(
        _("Text"),
        help_text=_("Write the short name of a figure in double brackets where it should stand. No persons."),
        rows=14,
    )


class HeadingForm(Form):
    heading = line_field(_("Heading"), required=_("Write what the chapter is called."), longest=200)


class FigureForm(Form):
    label = line_field(_("What is it?"), required=_("Write what the number is."), longest=200)
    value = line_field(_("The number"), required=_("Write the number."), longest=80)
    definition = long_text(
        _("What is counted, of whom and when?"), required=_("Write what is counted, of whom and when."), rows=2
    )
    source = line_field(_("Where does it come from?"), required=_("Write where the number comes from."))
    key = line_field(
        _("Short name"),
        help_text=_("Small letters, digits and hyphens. It is what you write in double brackets."),
        required=_("Write a short name."),
        longest=60,
    )


class CommentForm(Form):
    text = long_text(_("Your comment"), required=_("Write your comment."), rows=3)


class AnswerForm(Form):
    answer = long_text(_("What was done with it?"), required=_("Write what was done with the comment."), rows=3)


def chapter_initial(chapter: Chapter) -> dict[str, Any]:
    return {"version": chapter.version, "heading": chapter.heading, "text": chapter.text}


def figure_words(figures: list[Figure]) -> tuple[str, ...]:
    """What may be written in brackets, with what it would say."""
    return tuple(f"[[{one.key}]] = {one.value or '–'} ({one.label})" for one in figures)


class FileCheckForm(Form):
    file = forms.FileField(
        label=_("The file"),
        help_text=_("A PDF or Word file. It is weighed and not kept."),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )
