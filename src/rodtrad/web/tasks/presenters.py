from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from rodtrad.casework.tasks.queries import TaskFacts
from rodtrad.casework.tasks.vocabulary import TaskEnd, TaskSource
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.wording import dates
from rodtrad.web.wording.people import name_of


@dataclass(frozen=True)
class TaskPage:
    task_id: UUID
    person_id: UUID
    text: str
    about: str
    due: str
    who: str
    source: str
    is_open: bool
    ended: str
    note: str


def task_page(task: TaskFacts, *, now: datetime) -> TaskPage:
    ended = ""
    if task.ended_at:
        ended = f"{TaskEnd(task.end).label}, {dates.moment(task.ended_at, now=now)}"
    return TaskPage(
        task_id=task.task_id,
        person_id=task.person_id,
        text=task.text,
        about=name_of(task.called, task.reference),
        due=due_words(task, now=now),
        who=", ".join([task.owner or str(_("the unit's lead")), task.unit]),
        source=str(TaskSource(task.source).label),
        is_open=task.ended_at is None,
        ended=ended,
        note=task.note,
    )


def due_words(task: TaskFacts, *, now: datetime) -> str:
    """By when, or since when it is late."""
    day = dates.day(task.due_on, now=now)
    if task.ended_at is None and task.due_on < local_day(now):
        return _("The day passed: %(day)s") % {"day": day}
    return _("by %(day)s") % {"day": day}
