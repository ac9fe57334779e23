"""Saving a chapter that two may write in at the same time."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rodtrad.casework.persons.mentions import names_on_file_in
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.programme.forums.texts import TextsDiffer
from rodtrad.programme.reports import operations
from rodtrad.programme.reports.queries import Chapter
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.reports.forms import ChapterForm


def save_chapter(request: StaffRequest, form: ChapterForm, chapter: Chapter) -> HttpResponse | None:
    """The page with both texts when somebody else wrote meanwhile; a refusal lands on the form."""
    said = form.cleaned_data
    names = names_on_file_in(said["text"])
    try:
        operations.write_chapter(chapter.pk, **said, names=names, by=request.actor, at=timezone.now())
    except TextsDiffer as differ:
        joined = {"text": f"{differ.theirs}\n\n{differ.mine}", "version": differ.version, "heading": said["heading"]}
        context = {
            "sentence": str(differ),
            "theirs": differ.theirs,
            "mine": differ.mine,
            "form": ChapterForm(initial=joined),
            "address": request.path,
        }
        return render(request, "forums/both_texts.html", context, status=409)
    except NotFound:
        raise
    except DomainError as refusal:
        form.add_refusal(refusal)
    return None
