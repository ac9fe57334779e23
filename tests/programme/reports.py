"""Reports for tests, made with the real operations from what the city holds."""

from datetime import date, datetime

from rodtrad.insight.reports.drafting import propose
from rodtrad.insight.reports.sheet import Scope
from rodtrad.programme.reports import operations as reports
from rodtrad.programme.reports.models import Report
from rodtrad.programme.reports.vocabulary import ReportKind
from tests.city import MONDAY, City
from tests.programme.plans import OFFICE

FIRST, AFTER = date(2026, 1, 1), date(2027, 1, 1)


def a_report(
    city: City, kind: ReportKind = ReportKind.STATUS, *, at: datetime = MONDAY, language: str = "en", who: str = OFFICE
) -> Report:
    proposal = propose(kind, Scope(FIRST, AFTER, city[who], at), language=language)
    return reports.start_report(
        kind,
        title="Statusrapport 2026",
        language=language,
        owner_id=city.unit_id("oslo"),
        starts_on=FIRST,
        ends_on=AFTER,
        proposal=proposal,
        by=city[who],
        at=at,
    )


def make_complete(city: City, report: Report, *, at: datetime = MONDAY) -> None:
    """What the city has no data for is written out in words, as an editor would."""
    for chapter in report.chapters.all():
        missing = {figure.key for figure in report.figures.filter(value="")}
        if any(f"[[{key}]]" in chapter.text for key in missing):
            reports.write_chapter(
                chapter.pk,
                heading=chapter.heading,
                text="Dette er ikke talt i perioden.",
                version=chapter.version,
                by=city[OFFICE],
                at=at,
            )


def published(city: City, kind: ReportKind = ReportKind.STATUS, *, at: datetime = MONDAY) -> Report:
    report = a_report(city, kind, at=at)
    make_complete(city, report, at=at)
    reports.approve(report.pk, by=city[OFFICE], at=at)
    return reports.publish(report.pk, by=city[OFFICE], at=at)
