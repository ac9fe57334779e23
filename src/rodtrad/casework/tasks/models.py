from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.tasks.vocabulary import TaskEnd, TaskSource
from rodtrad.foundation.ids import new_id


class TaskQuerySet(models.QuerySet["Task"]):
    def open(self) -> Self:
        return self.filter(ended_at=None)


class Task(models.Model):
    """Who does what for a person, by which day. `owner` empty means the unit's lead.

    `source_id` is the encounter, activity, decision or transition that made it; `step` tells several of one source
    apart, so that making them twice makes them once.
    """

    section = Section.FOLLOW_UP

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=400)
    due_on = models.DateField()
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    with_ball = models.BooleanField(default=True)
    source = models.CharField(max_length=12, choices=TaskSource)
    source_id = models.UUIDField(null=True)
    step = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    created_by_job = models.CharField(max_length=60, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    end = models.CharField(max_length=8, choices=TaskEnd, blank=True)
    note = models.TextField(blank=True)  # how it went

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="tasks_say_what"),
            models.CheckConstraint(
                condition=Q(created_by__isnull=False) | ~Q(created_by_job=""), name="tasks_made_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end="")
                | Q(ended_at__isnull=False, end="DONE", ended_by__isnull=False)
                | Q(ended_at__isnull=False, end="DROPPED"),
                name="tasks_done_has_time_and_name",
            ),
            models.UniqueConstraint(
                fields=["source_id", "step"], condition=Q(source_id__isnull=False), name="tasks_once_a_step"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person"], name="tasks_of_person"),
            models.Index(fields=["due_on"], condition=Q(ended_at=None), name="tasks_due"),
        ]
