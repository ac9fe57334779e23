from datetime import date, datetime, timedelta
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from rodtrad.foundation.ids import new_id
from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.registry.directory import vocabulary as words
from rodtrad.registry.directory.rules.hours import DAY, FIRST_DAY, Hours, Row, Span

LONGEST = timedelta(hours=25)  # a day, and the hour that comes twice


class TaxonomyTerm(models.Model):
    """A kind of help under one name in the whole municipality. Merged kinds lead to the one that is left."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120, unique=True)
    name_en = models.CharField(max_length=120, blank=True)
    need = models.CharField(max_length=200)  # in the words of whoever needs it; also what the kind is defined by
    need_en = models.CharField(max_length=200, blank=True)
    life_area = models.CharField(max_length=20, choices=words.LifeArea)
    synonyms = ArrayField(models.CharField(max_length=60), default=list, blank=True)  # plain words, old and local names
    step = models.PositiveSmallIntegerField(default=1)  # on the ladder of care, 1 is the lowest
    replaced_by = models.ForeignKey("directory.TaxonomyTerm", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(need=""), name="directory_kind_has_a_definition"),
            models.CheckConstraint(condition=~Q(replaced_by=F("id")), name="directory_kind_not_its_own_heir"),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceQuerySet(models.QuerySet["Service"]):
    def shown(self) -> Self:
        """Those that anybody may see."""
        return self.filter(status__in=words.SHOWN)


class Service(models.Model):
    """One offer of help by one organisation, wherever it is given (HSDS service). `organization` is its owner."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=120, unique=True)  # stable name in the source it came from
    organization = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=words.ServiceStatus, default=words.ServiceStatus.DRAFT)
    opened_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)  # the first day it no longer is
    reopens_on = models.DateField(null=True)  # of one closed for a time
    replaced_by = models.ForeignKey("directory.Service", null=True, on_delete=models.PROTECT, related_name="+")
    gender = models.CharField(max_length=10, choices=words.Gender, default=words.Gender.ALL)
    substance = models.CharField(max_length=15, choices=words.Substance, default=words.Substance.NOT_STATED)
    minimum_age = models.PositiveSmallIntegerField(null=True)
    maximum_age = models.PositiveSmallIntegerField(null=True)
    for_relatives = models.BooleanField(default=False)
    groups = ArrayField(models.CharField(max_length=30, choices=words.TargetGroup), default=list, blank=True)
    eligibility = models.TextField(blank=True)  # other conditions, in words
    entrance = models.CharField(max_length=15, choices=words.Entrance, default=words.Entrance.NOT_STATED)
    application_process = models.TextField(blank=True)
    price = models.CharField(max_length=10, choices=words.Price, default=words.Price.NOT_STATED)
    price_text = models.CharField(max_length=200, blank=True)
    languages = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    user_run = models.BooleanField(default=False)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    url = models.URLField(blank=True)
    staff_phone = models.CharField(max_length=20, blank=True)  # for those who refer, never for the public
    staff_note = models.TextField(blank=True)
    verified_on = models.DateField(null=True)  # apart from updated_at: mending a spelling confirms nothing
    verified_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    verify_by = models.DateField(null=True)
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    source = models.CharField(max_length=200, blank=True)
    is_example = models.BooleanField(default=False)  # hours and capacity made up for demonstration
    sort_key = models.CharField(max_length=400)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(minimum_age=None) | Q(maximum_age=None) | Q(minimum_age__lte=F("maximum_age")),
                name="directory_ages_forwards",
            ),
            models.CheckConstraint(
                condition=Q(status=words.ServiceStatus.ENDED, ended_on__isnull=False)
                | ~Q(status=words.ServiceStatus.ENDED) & Q(ended_on=None),
                name="directory_end_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(status="DRAFT") | Q(status="ENDED") | Q(organization__isnull=False),
                name="directory_no_entry_without_owner",
            ),
            models.CheckConstraint(
                condition=~Q(status="PUBLISHED") | Q(verify_by__isnull=False),
                name="directory_published_is_to_be_confirmed",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organization"], name="directory_by_owner"),
            models.Index(fields=["verify_by"], name="directory_to_confirm"),
            models.Index(fields=["updated_at"], name="directory_changed"),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceTerm(models.Model):
    """A service is of a kind."""

    service = models.ForeignKey("directory.Service", on_delete=models.PROTECT, related_name="kinds")
    term = models.ForeignKey("directory.TaxonomyTerm", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["service", "term"], name="directory_of_a_kind_once"),
        ]


class ServicePartner(models.Model):
    """An organisation that takes part, from a day until a day. Its owner stays one."""

    service = models.ForeignKey("directory.Service", on_delete=models.PROTECT, related_name="partners")
    organization = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["service", "organization"], name="directory_partner_once"),
        ]


class ServiceArea(models.Model):
    """A district or municipality whose people the service is for. None means everybody."""

    service = models.ForeignKey("directory.Service", on_delete=models.PROTECT, related_name="areas")
    area_code = models.CharField(max_length=10)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["service", "area_code"], name="directory_area_once")]


class RequiredDocument(models.Model):
    service = models.ForeignKey("directory.Service", on_delete=models.PROTECT, related_name="documents")
    document = models.CharField(max_length=200)


class Capacity(models.Model):
    """What the owner said of places and waiting time at an instant. The newest one holds; the rest is history."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    service = models.ForeignKey("directory.Service", on_delete=models.PROTECT, related_name="capacities")
    unit = models.CharField(max_length=20, choices=words.CapacityUnit)
    maximum = models.PositiveIntegerField(null=True)
    available = models.PositiveIntegerField(null=True)
    waiting_days = models.PositiveSmallIntegerField(null=True)
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(maximum=None) | Q(available=None) | Q(available__lte=F("maximum")),
                name="directory_no_more_free_than_there_are",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["service", "-reported_at"], name="directory_capacity_newest")]


class Location(models.Model):
    """A place where help is given. Of a protected one only the district is ever told."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=4, blank=True)
    district_code = models.CharField(max_length=10, blank=True)
    zone = models.SlugField(max_length=60, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    accessibility = models.CharField(max_length=400, blank=True)
    is_protected = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="directory_place_on_earth",
            ),
            models.UniqueConstraint(fields=["name", "address", "district_code"], name="directory_place_once"),
        ]


class ServiceAtLocation(models.Model):
    """A service at one of its places, with its hours. What search looks in is kept here, folded."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    service = models.ForeignKey("directory.Service", on_delete=models.PROTECT, related_name="places")
    location = models.ForeignKey("directory.Location", on_delete=models.PROTECT, related_name="services")
    holiday_policy = models.CharField(max_length=10, choices=words.HolidayPolicy, default=words.HolidayPolicy.AS_USUAL)
    hours_known = models.BooleanField(default=False)
    hours_text = models.CharField(max_length=200, blank=True)  # as somebody wrote them, where rows cannot hold them
    search_text = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["service", "location"], name="directory_service_at_location_once"),
        ]
        indexes: ClassVar = [
            GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="directory_fuzzy"),
        ]

    def hours(self) -> Hours:
        """The rules' view; needs `rows`, `exceptions` and `service` (prefetch them for lists)."""
        exceptions: dict[date, list[Span]] = {}
        for one in self.exceptions.all():
            spans = exceptions.setdefault(one.on_date, [])
            if one.opens_min is not None and one.closes_min is not None:
                spans.append(Span(one.opens_min, one.closes_min))
        return Hours(
            tuple(row.as_rule() for row in self.rows.all()),
            {day: tuple(spans) for day, spans in exceptions.items()},
            self.holiday_policy,
            self.service.verify_by,
            self.hours_known,
        )


class OpeningRow(models.Model):
    """A weekly rule in wall-clock minutes. Above 1440 is the next day; a shift belongs to the date it starts on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey("directory.ServiceAtLocation", on_delete=models.PROTECT, related_name="rows")
    weekday = models.PositiveSmallIntegerField(choices=words.OpeningDay)
    opens_min = models.PositiveSmallIntegerField()
    closes_min = models.PositiveSmallIntegerField()
    valid_from = models.DateField(default=FIRST_DAY)
    valid_until = models.DateField(default=OPEN_ENDED_ON)
    iso_week = models.CharField(max_length=4, choices=words.IsoWeek, blank=True)
    nth_in_month = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=15, choices=words.HoursKind, default=words.HoursKind.OPEN)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(weekday__lte=7), name="directory_row_on_a_day"),
            models.CheckConstraint(condition=Q(opens_min__lt=DAY), name="directory_row_opens_within_the_day"),
            models.CheckConstraint(
                condition=Q(closes_min__gt=F("opens_min"), closes_min__lte=F("opens_min") + DAY),
                name="directory_row_at_most_a_day",
            ),
            models.CheckConstraint(condition=Q(nth_in_month__lte=5), name="directory_row_nth_up_to_five"),
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_until")), name="directory_row_forwards"),
        ]

    def as_rule(self) -> Row:
        span = Span(self.opens_min, self.closes_min, self.kind)
        return Row(self.weekday, span, self.valid_from, self.valid_until, self.iso_week, self.nth_in_month)


class OpeningException(models.Model):
    """Other hours on one date: a line for each opening, or one line without times when it is closed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey("directory.ServiceAtLocation", on_delete=models.PROTECT, related_name="exceptions")
    on_date = models.DateField()
    opens_min = models.PositiveSmallIntegerField(null=True)
    closes_min = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place", "on_date", "opens_min"], nulls_distinct=False, name="directory_exception_once"
            ),
            models.CheckConstraint(
                condition=Q(opens_min=None, closes_min=None)
                | Q(opens_min__lt=DAY, closes_min__gt=F("opens_min"), closes_min__lte=F("opens_min") + DAY),
                name="directory_exception_at_most_a_day",
            ),
        ]


class ImportFile(models.Model):
    """A file somebody looks over before it is loaded; gone the day after."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=60)  # the publisher, so that ids of two are kept apart
    content = models.BinaryField()
    made_at = models.DateTimeField()


class OpeningQuerySet(models.QuerySet["Opening"]):
    def at(self, instant: datetime) -> Self:
        """Openings that are on. None lasts longer than LONGEST, so the index need look no further back."""
        return self.filter(starts_at__lte=instant, starts_at__gt=instant - LONGEST, ends_at__gt=instant)


class Opening(models.Model):
    """The openings of the coming weeks, worked out from the rows by the rules, so that lists can ask the database.

    Derived: written anew whenever hours change and every night, and never the truth about anything.
    """

    id = models.BigAutoField(primary_key=True)
    place = models.ForeignKey("directory.ServiceAtLocation", on_delete=models.PROTECT, related_name="openings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    on_date = models.DateField()
    kind = models.CharField(max_length=15, choices=words.HoursKind)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="directory_opening_forwards"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["starts_at", "ends_at"], include=["place"], name="directory_open_at"),
            models.Index(fields=["place", "starts_at"], name="directory_openings_of_place"),
        ]
