from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.errors import DomainError
from rodtrad.registry.areas.models import Area
from rodtrad.registry.areas.vocabulary import AreaKind


def area_by_code(code: str, *, on: date) -> Area:
    """The area with an official code on a day. Raises DomainError when the code was not valid that day."""
    area = Area.objects.valid_on(on).filter(code=code).first()
    if area is None:
        raise DomainError(_("The municipality or district was not valid on that day."), field="area")
    return area


def districts(*, on: date) -> QuerySet[Area]:
    """The city's own districts, in Norwegian order."""
    return Area.objects.valid_on(on).exclude(kind=AreaKind.MUNICIPALITY).order_by("sort_key")


def municipalities(*, on: date) -> QuerySet[Area]:
    return Area.objects.valid_on(on).filter(kind=AreaKind.MUNICIPALITY).order_by("sort_key")
