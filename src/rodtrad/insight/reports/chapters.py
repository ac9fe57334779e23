"""The chapters each kind of report begins with. `[[key]]` is where a figure stands; people rewrite the rest."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from rodtrad.insight.reports.chain_and_scenes import count_chain, count_scenes
from rodtrad.insight.reports.persons import count_persons
from rodtrad.insight.reports.programme_figures import count_decisions, count_measures, count_plans
from rodtrad.insight.reports.sheet import Scope, Sheet
from rodtrad.programme.reports.operations import ProposedChapter
from rodtrad.programme.reports.vocabulary import ReportKind

Count = Callable[[Sheet, Scope], None]
COUNTS: dict[ReportKind, tuple[Count, ...]] = {
    ReportKind.STATUS: (count_plans, count_measures, count_decisions, count_scenes, count_chain),
    ReportKind.PUBLIC_STATUS: (count_plans, count_measures, count_decisions, count_scenes),
    ReportKind.POLICE_COUNCIL: (count_plans, count_measures, count_decisions, count_scenes),
    ReportKind.MONTHLY: (count_measures, count_decisions, count_chain),
    ReportKind.QUARTERLY: (count_measures, count_decisions, count_scenes, count_persons),
}


def chapters(kind: ReportKind) -> list[ProposedChapter]:
    written = {
        ReportKind.STATUS: _status,
        ReportKind.PUBLIC_STATUS: _public_status,
        ReportKind.POLICE_COUNCIL: _police_council,
        ReportKind.MONTHLY: _monthly,
        ReportKind.QUARTERLY: _quarterly,
    }
    return written[kind]()


def _status() -> list[ProposedChapter]:
    return [
        ProposedChapter("summary", _("Summary"), f"{_going()}\n\n{_chain()}"),
        ProposedChapter(
            "mandate",
            _("Mandate and goals"),
            _("The work rests on [[plans]] plans that are in force. The table shows how far each has come."),
            ("plans",),
        ),
        ProposedChapter("factors", _("What success rests on"), _factors(), ("factors",)),
        ProposedChapter(
            "done",
            _("What has been done"),
            _("[[measures-done]] measures of the plans in force are done. Each has an evaluation on its own page."),
            ("measures-finished",),
        ),
        ProposedChapter("behind", _("What is behind"), _behind(), ("measures-behind",)),
        ProposedChapter(
            "answers",
            _("Who has said yes"),
            _(
                "Units have accepted [[parts-accepted]] parts of open measures and declined [[parts-declined]]. "
                "[[parts-unanswered]] parts have no answer yet."
            ),
        ),
        ProposedChapter("meetings", _("Meetings and decisions"), _meetings()),
        ProposedChapter("scenes", _("The scenes"), _scenes(), ("scenes",)),
        ProposedChapter("chain", _("Who has the ball"), _chain()),
        ProposedChapter("results", _("Results and setbacks"), f"{_results()}\n\n{_setbacks()}"),
        ProposedChapter(
            "learned", _("What we have learned"), _("Write what worked, what did not, and what should be tried next.")
        ),
        ProposedChapter(
            "ahead",
            _("What comes next"),
            _("The table shows what is due first. Write what the steering group must decide."),
            ("measures-ahead",),
        ),
    ]


def _public_status() -> list[ProposedChapter]:
    return [
        ProposedChapter("going", _("How it goes"), _going(), ("plans",)),
        ProposedChapter("scenes", _("Where people are"), _scenes(), ("scenes",)),
        ProposedChapter("results", _("Results"), _results()),
        ProposedChapter("setbacks", _("Setbacks"), _setbacks()),
    ]


def _police_council() -> list[ProposedChapter]:
    return [
        ProposedChapter("going", _("How it goes"), _going(), ("plans",)),
        ProposedChapter("scenes", _("The scenes"), _scenes(), ("scenes",)),
        ProposedChapter("behind", _("What is behind"), _behind(), ("measures-behind",)),
        ProposedChapter("meetings", _("Meetings and decisions"), _meetings()),
        ProposedChapter("council", _("For the council to take up"), _("Write what the council is asked to take up.")),
    ]


def _monthly() -> list[ProposedChapter]:
    return [
        ProposedChapter("chain", _("Who has the ball"), _chain()),
        ProposedChapter("behind", _("What is behind"), _behind(), ("measures-behind",)),
        ProposedChapter("meetings", _("Meetings and decisions"), _meetings()),
    ]


def _quarterly() -> list[ProposedChapter]:
    return [
        ProposedChapter("people", _("People followed up"), _people(), ("followed-up-by-age", "new-by-age")),
        ProposedChapter(
            "acute",
            _("Acute stays"),
            _("[[acute-nights]] persons had at least one night at an acute place. The table shows their age."),
            ("acute-nights-by-age",),
        ),
        ProposedChapter("scenes", _("The scenes"), _scenes(), ("scenes",)),
        ProposedChapter("behind", _("What is behind"), _behind(), ("measures-behind",)),
        ProposedChapter("meetings", _("Meetings and decisions"), _meetings()),
    ]


def _people() -> str:
    return _(
        "A unit was responsible for [[followed-up]] persons in the quarter, and for [[new]] of them for the first time. "
        "The tables show their age, the young ones by themselves."
    )


def _going() -> str:
    return _(
        "[[plans]] plans are in force, with [[measures-open]] open measures. [[measures-on-track]] are on track, "
        "[[measures-late]] are late, and [[measures-silent]] have had no news. [[measures-done]] are done."
    )


def _factors() -> str:
    return _(
        "The programme works with [[factors]] success factors. No measure is tied to [[factors-empty]] of them. "
        "The table shows how many measures are tied to each."
    )


def _behind() -> str:
    return _(
        "[[measures-late]] measures have passed their last day, [[measures-silent]] have had no news, and nobody is "
        "responsible for [[measures-without-owner]]. Write why, and what is done about it."
    )


def _meetings() -> str:
    return _(
        "Of [[meetings-planned]] meetings planned, [[meetings-held]] were held. They made [[decisions]] decisions that "
        "somebody follows up. [[decisions-done]] decisions were done, [[decisions-in-time]] of them in time. "
        "[[decisions-late]] are late."
    )


def _scenes() -> str:
    return _(
        "[[series]] series of counts were made. The table gives the newest finished year of each, with what the years "
        "say. Series with other definitions are not compared with each other."
    )


def _chain() -> str:
    return _(
        "[[cases]] cases were open, and [[cases-without-owner]] of them had no responsible unit. In the newest whole "
        "month [[answers]] requests between units were answered, half of them within [[answer-hours]] hours. "
        "[[bounces]] were sent back."
    )


def _results() -> str:
    return _("Forward: [[measures-done]] measures are done, and [[decisions-in-time]] decisions were done in time.")


def _setbacks() -> str:
    return _("Back: [[measures-late]] measures and [[decisions-late]] decisions are late.")
