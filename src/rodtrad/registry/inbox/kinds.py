"""What each kind of item says. Sentences without names: what it is about is opened at the door."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    sentence: str | Promise
    leads_to: str  # what it is about: REQUEST, CASE, BOARD, ROUND ...; web/inbox knows the page; NOTHING for none


KINDS = {
    "HANDOVER_OFFERED": Kind(_("A hand-over waits for your unit's answer."), "REQUEST"),
    "HANDOVER_ACCEPTED": Kind(_("Your hand-over was accepted. The receiver has the responsibility now."), "REQUEST"),
    "HANDOVER_DECLINED": Kind(_("Your hand-over was not accepted. You still have the responsibility."), "REQUEST"),
    "INFORMATION_ASKED": Kind(_("The receiver asks for more information. The deadline runs on."), "REQUEST"),
    "INFORMATION_GIVEN": Kind(_("You have the information you asked for."), "REQUEST"),
    "HANDOVER_REMINDER": Kind(_("A hand-over is close to its deadline."), "REQUEST"),
    "HANDOVER_LATE": Kind(
        _("A hand-over has passed its deadline without an answer and has been escalated."), "REQUEST"
    ),
    "CASE_ESCALATED": Kind(_("A case has been escalated to you. You may decide who takes over."), "REQUEST"),
    "CASE_ASSIGNED": Kind(_("The coordinating unit has given your unit the responsibility for a person."), "CASE"),
    "CASE_WITHOUT_COORDINATOR": Kind(_("A person at your unit has no coordinator."), "CASE"),
    "COORDINATOR_CHANGED": Kind(_("You have become coordinator for a person."), "CASE"),
    "SUPPORT_ENDS": Kind(_("Your support to a person ends within a week."), "CASE"),
    "JOINT_MEETING": Kind(_("A joint meeting should be held about a person."), "CASE"),
    "JOINT_MEETING_LATE": Kind(_("A joint meeting was asked for, and nobody has written whether it was held."), "CASE"),
    "POSSIBLE_DUPLICATE": Kind(_("Two records may be the same person."), "BOARD"),
    "CLARIFICATION_LATE": Kind(_("A disputed belonging has passed its deadline."), "BOARD"),
    "REFERRAL_OFFERED": Kind(_("A referral waits for your unit's answer."), "REQUEST"),
    "REFERRAL_ANSWERED": Kind(_("Your referral has been answered."), "REQUEST"),
    "REFERRAL_STOPPED": Kind(_("A service you referred to has stopped early."), "REQUEST"),
    "DISTRICT_OFFER_LATE": Kind(_("A person should have been offered to the district by now."), "CASE"),
    "CHECK_FAILED": Kind(_("The nightly check of who has the responsibility found something wrong."), "CHAIN"),
    "DISCUSSION_ASKED": Kind(_("Another unit asks for advice, without a name."), "DISCUSSION"),
    "DISCUSSION_ANSWERED": Kind(_("There is news in a discussion without a name."), "DISCUSSION"),
    "PERSON_ASKS_WHY": Kind(_("A person asks why somebody at your unit opened their record."), "MATTER"),
    "PERSON_CORRECTS": Kind(_("A person says that something about them is wrong."), "MATTER"),
    "PERSON_OBJECTS": Kind(_("A person objects to how something about them is used."), "MATTER"),
    "PERSON_ASKS_ERASURE": Kind(_("A person asks that something about them is deleted."), "MATTER"),
    "PERSON_NOT_ANSWERED": Kind(_("A person has asked a unit something and has not been answered in time."), "MATTER"),
    "ROUNDS_TO_REVIEW": Kind(_("Rounds of the count wait to be looked over."), "REVIEWS"),
    "PHONE_REFUSED": Kind(_("Something a phone sent could not be used. Look at what it was."), "PHONES"),
    "PHONE_HOLES": Kind(_("A phone has not sent everything it numbered. Find it and let it send."), "PHONES"),
    "ROUND_SENT_BACK": Kind(_("A round of the count was sent back with a question."), "ROUND"),
    "MANY_MINORS": Kind(_("A round met many who looked under 18. Consider who should go there."), "ROUND"),
    "SCENE_GROWS": Kind(_("A quiet zone grows again. Look at how many, and say what is done."), "WATCH"),
    "CONSIDER_ZONE": Kind(
        _("People have been met outside the zones several times in one place. Consider a zone."), "SIGHTINGS"
    ),
    "CONSENT_WITHDRAWN": Kind(
        _(
            "A person has taken back a consent. Your unit no longer sees what it opened; what you wrote yourselves stays."
        ),
        "NOTHING",
    ),
    "OTHER_UNIT_WISHED": Kind(
        _(
            "A person you are responsible for has closed the record to your unit. Arrange for another unit to take over."
        ),
        "CASE",
    ),
    "TASK": Kind(_("Something is to be done for a person."), "TASK"),
    "TASK_LATE": Kind(_("A task at your unit has passed its day."), "TASK"),
    "ENCOUNTER_WANTS_HELP": Kind(_("A person you are responsible for was met, and wants help."), "CASE"),
    "ENCOUNTER_UNANSWERED": Kind(_("Somebody your unit met wants help, and nobody has taken it."), "ENCOUNTER"),
    "SHIFT_NOT_RECEIVED": Kind(_("A shift was handed over, and nobody has received it."), "SHIFT"),
    "TEAM_MEETING_CALLED": Kind(
        _("You are asked to a meeting about a person. Say who comes, and whether they may decide."), "TEAM_MEETING"
    ),
    "TEAM_MINUTES": Kind(_("The minutes of a meeting about a person are ready."), "TEAM_MEETING"),
    "TAKEN_BACK": Kind(_("A meeting has taken something back to you. Answer by the day."), "TAKEN_BACK"),
    "TAKEN_BACK_LATE": Kind(_("A meeting waits for a leader's answer, and the day has passed."), "TAKEN_BACK"),
    "TAKEN_BACK_ANSWERED": Kind(_("A leader has answered what your meeting took back."), "TEAM_MEETING"),
    "OVERDOSE_FOLLOW_UP": Kind(
        _("A person you follow up has had an overdose, and says yes to being met. Meet them within two days."), "WINDOW"
    ),
    "OVERDOSE_FORM_MISSING": Kind(_("A form after an overdose is not filled in."), "OVERDOSE"),
    "OVERDOSE_DEATH": Kind(_("An overdose at your unit ended in death. Follow the routine."), "OVERDOSE"),
    "TRANSITION_PLANNED": Kind(
        _("A change is planned for a person you follow up. Look at what must be in place."), "TRANSITION"
    ),
    "TRANSITION_SOON": Kind(_("A planned change comes near. Look at what is missing."), "TRANSITION"),
    "TRANSITION_MOVED": Kind(_("A planned change has got another day."), "TRANSITION"),
    "TRANSITION_PASSED": Kind(_("The day of a planned change has passed. Write what happened."), "TRANSITION"),
    "TRANSITION_OVERRIDDEN": Kind(
        _("Somebody was let go of without a place to live. The reason is written down."), "TRANSITION"
    ),
    "LEFT_UNPLANNED": Kind(_("Somebody has left a place unplanned. Meet them today."), "TRANSITION"),
    "TOLERANCE_NOT_MET": Kind(_("Somebody with lower tolerance has not been met in time. Find them today."), "WINDOW"),
    "EMERGENCY_OPENED": Kind(
        _("Somebody has opened a person's record in an emergency. Look at it within seven days."), "EMERGENCY"
    ),
    "EMERGENCY_NOT_REVIEWED": Kind(
        _("An emergency opening has stood for a week, and nobody has looked at it."), "EMERGENCY"
    ),
    "ENTRY_TO_CONFIRM": Kind(_("An entry of yours in the directory must be read and confirmed."), "SERVICE"),
    "ENTRY_STALE": Kind(
        _("An entry in the directory was not confirmed in time and is shown as not certain."), "SERVICE"
    ),
    "MANY_OPENINGS": Kind(
        _("Somebody opened so many people within an hour that it was stopped. Look at the log."), "LOG"
    ),
    "MANY_ACUTE_STAYS": Kind(_("Somebody you follow up has had many acute stays. Look at it together."), "CASE"),
    "JOB_FAILED": Kind(_("A job has failed many times and needs a person."), "NOTHING"),
    "ACCESSIBILITY_FEEDBACK": Kind(_("Somebody has reported a barrier on a page."), "BARRIER"),
    "MEASURE_ASKED": Kind(_("Your unit is asked to take a part of a measure."), "MEASURE"),
    "MEASURE_ANSWER_LATE": Kind(_("A unit has not answered to its part of a measure in time."), "MEASURE"),
    "MEASURE_DECLINED": Kind(_("A unit has declined its part of a measure."), "MEASURE"),
    "MEASURE_DUE_SOON": Kind(_("A measure is due soon."), "MEASURE"),
    "MEASURE_LATE": Kind(_("A measure has passed its deadline."), "MEASURE"),
    "MEASURE_SILENT": Kind(_("Nobody has told how a measure goes for a long time."), "MEASURE"),
    "MEASURE_WITHOUT_OWNER": Kind(_("A measure has nobody responsible."), "MEASURE"),
    "REPORT_LATE": Kind(_("A report that your unit owes is late."), "REPORT-DUTIES"),
    "REPORT_SENT": Kind(_("A report has been sent to your unit."), "REPORT"),
    "PACK_SENT": Kind(_("The papers of a meeting are ready to be read."), "MEETING"),
    "DECISION_TO_FOLLOW_UP": Kind(_("A meeting has decided something that your unit follows up."), "DECISION"),
}
