"""What the domain model promises of the chain, asked of the tables in plain SQL.

Written apart from `invariants.py` and sharing no line with it, so that one mistake cannot hide in both. Each entry
is a sentence and a question that finds what breaks it. `%(at)s` is the instant, `%(day)s` its day in Oslo, `%(late)s`
the instant before which a passed deadline must have been noticed.
"""

from datetime import datetime, timedelta

from django.db import connection

from rodtrad.foundation.working_days import OSLO

GRACE = timedelta(minutes=10)

_AT_WORK = "p.starts_on <= %(day)s AND p.ends_on > %(day)s AND u.is_active"
_AWAITING = "('OFFERED', 'MORE_INFORMATION')"

AT_ANY_TIME = {
    "an open case has exactly one open period, a closed one none": """
        SELECT c.id FROM responsibility_case c
        WHERE (SELECT count(*) FROM responsibility_period p WHERE p.case_id = c.id AND p.ends_at > '9999-01-01')
              <> CASE c.status WHEN 'OPEN' THEN 1 ELSE 0 END""",
    "at every instant since the opening somebody held the case, or it was closed": """
        SELECT case_id FROM (
            SELECT case_id, starts_at, ends_at, lead(starts_at) OVER chain AS following,
                   lag(ends_at) OVER chain AS before FROM responsibility_period
            WINDOW chain AS (PARTITION BY case_id ORDER BY starts_at)) edges
        WHERE starts_at >= ends_at OR following <> ends_at OR before <> starts_at""",
    "a chain begins when the case was opened": """
        SELECT c.id FROM responsibility_case c
        WHERE c.opened_at IS DISTINCT FROM (SELECT min(starts_at) FROM responsibility_period p WHERE p.case_id = c.id)""",
    "the case and its last period name the same unit, coordinator and number": """
        SELECT c.id FROM responsibility_case c JOIN LATERAL (
            SELECT * FROM responsibility_period p WHERE p.case_id = c.id ORDER BY starts_at DESC LIMIT 1) last ON true
        WHERE (c.unit_id, c.version, c.held_since) <> (last.unit_id, last.seq, last.starts_at)
           OR c.coordinator_id IS DISTINCT FROM last.coordinator_id
           OR c.stands_in_for_id IS DISTINCT FROM last.stands_in_for_id""",
    "the holder is open and may hold": """
        SELECT c.id FROM responsibility_case c JOIN organisations_organisation o ON o.id = c.unit_id
        WHERE c.status = 'OPEN' AND NOT (o.holds_cases AND o.valid_from <= %(day)s AND o.valid_until > %(day)s)""",
    "a hand-over that was accepted moved the ball once, others never": """
        SELECT r.case_id FROM responsibility_request r
        WHERE (SELECT count(*) FROM responsibility_period p WHERE p.request_id = r.id)
              <> CASE WHEN r.kind = 'HANDOVER' AND r.state = 'ACCEPTED' THEN 1 ELSE 0 END""",
    "one human has one open case at most": """
        SELECT coalesce(p.merged_into_id, p.id) FROM responsibility_case c JOIN persons_person p ON p.id = c.person_id
        WHERE c.status = 'OPEN' GROUP BY 1 HAVING count(*) > 1""",
    "a joined record points to one that is not joined itself": """
        SELECT p.id FROM persons_person p JOIN persons_person q ON q.id = p.merged_into_id
        WHERE q.merged_into_id IS NOT NULL""",
    "every period says who, when and why": """
        SELECT case_id FROM responsibility_period
        WHERE (moved_by_id IS NULL AND moved_by_job = '') OR btrim(reason) = '' OR recorded_at IS NULL""",
    "who stands in acts on behalf of somebody": """
        SELECT case_id FROM responsibility_period
        WHERE stands_in_for_id IS NOT NULL AND on_behalf_of_id IS DISTINCT FROM stands_in_for_id""",
    "every step of a request says who and when": """
        SELECT request_id FROM responsibility_requestevent
        WHERE (by_post_id IS NULL AND by_job = '') OR occurred_at IS NULL OR recorded_at IS NULL""",
    "every answer of a request is a step of it": """
        SELECT r.id FROM responsibility_request r WHERE r.answered_at IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM responsibility_requestevent e WHERE e.request_id = r.id AND e.occurred_at = r.answered_at
                   AND e.kind IN ('ACCEPTED', 'DECLINED', 'WITHDRAWN'))""",
    "every period stands in the log": """
        SELECT p.case_id FROM responsibility_period p WHERE p.kind = 'HELD' AND NOT EXISTS (
            SELECT 1 FROM audit_entry e WHERE e.subject_id = p.case_id AND e.event LIKE 'responsibility.case.%%'
                   AND (e.details ->> 'version' = p.seq::text OR p.seq = 1 AND e.event LIKE '%%.opened'))""",
    "an escalation that has ended says how and by whom": """
        SELECT case_id FROM responsibility_escalation
        WHERE ended_at IS NOT NULL AND (\"end\" = '' OR ended_by_id IS NULL)""",
    "a closed unit has nobody at work and is asked for nothing": f"""
        SELECT o.id FROM organisations_organisation o WHERE o.valid_until <= %(day)s AND (
            EXISTS (SELECT 1 FROM organisations_post p WHERE p.unit_id = o.id AND p.ends_on > %(day)s)
            OR EXISTS (SELECT 1 FROM responsibility_support s WHERE s.unit_id = o.id AND s.until_at > %(at)s)
            OR EXISTS (SELECT 1 FROM responsibility_request r WHERE r.to_unit_id = o.id AND r.state IN {_AWAITING}))""",
    "units see the persons they hold, support, were asked about or decide on, and no others": """
        WITH humans AS (SELECT id, coalesce(merged_into_id, id) AS human FROM persons_person),
        due AS (
            SELECT c.person_id, c.unit_id, 'HOLDS' AS relation FROM responsibility_case c WHERE c.status = 'OPEN'
            UNION SELECT c.person_id, s.unit_id, 'SUPPORTS' FROM responsibility_support s
                JOIN responsibility_case c ON c.id = s.case_id WHERE s.from_at <= %(at)s AND s.until_at > %(at)s
            UNION SELECT c.person_id, r.to_unit_id, 'ASKED' FROM responsibility_request r
                JOIN responsibility_case c ON c.id = r.case_id WHERE r.state IN ('OFFERED', 'MORE_INFORMATION')
                OR r.kind = 'REFERRAL' AND r.state IN ('ACCEPTED', 'WAITING', 'STARTED')
            UNION SELECT c.person_id, e.unit_id, 'ESCALATED' FROM responsibility_escalation e
                JOIN responsibility_case c ON c.id = e.case_id WHERE e.ended_at IS NULL),
        expected AS (SELECT alike.id, due.unit_id, due.relation FROM due
            JOIN humans mine ON mine.id = due.person_id JOIN humans alike ON alike.human = mine.human),
        stored AS (SELECT person_id, unit_id, relation FROM grants_grant
            WHERE opened_at <= %(at)s AND expires_at > %(at)s)
        (SELECT id FROM (TABLE expected EXCEPT TABLE stored) lacking)
        UNION ALL (SELECT person_id FROM (TABLE stored EXCEPT TABLE expected) groundless)""",
}

ONCE_THE_CLOCK_HAS_LOOKED = {
    "the coordinator works at the unit that holds the case, and is there": f"""
        SELECT c.id FROM responsibility_case c WHERE c.status = 'OPEN' AND c.coordinator_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM organisations_post p JOIN accounts_user u ON u.id = p.user_id
            WHERE p.id = c.coordinator_id AND p.unit_id = c.unit_id AND {_AT_WORK} AND NOT EXISTS (
                SELECT 1 FROM organisations_absence a
                WHERE a.post_id = p.id AND a.starts_on <= %(day)s AND a.ends_on > %(day)s))""",
    "a queue is some lead's queue": f"""
        SELECT c.id FROM responsibility_case c WHERE c.status = 'OPEN' AND c.coordinator_id IS NULL AND NOT EXISTS (
            SELECT 1 FROM organisations_post p JOIN accounts_user u ON u.id = p.user_id
            WHERE p.unit_id = c.unit_id AND 'UNIT_LEAD' = ANY (p.roles) AND {_AT_WORK})""",
    "a case waits only for a coordinator who is away": f"""
        SELECT c.id FROM responsibility_case c WHERE c.status = 'OPEN' AND c.stands_in_for_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM organisations_post p JOIN accounts_user u ON u.id = p.user_id
            JOIN organisations_absence a ON a.post_id = p.id AND a.starts_on <= %(day)s AND a.ends_on > %(day)s
            WHERE p.id = c.stands_in_for_id AND p.unit_id = c.unit_id AND {_AT_WORK})""",
    "an unanswered request past its deadline is lifted, and the lift is open": f"""
        SELECT r.id FROM responsibility_request r WHERE r.state IN {_AWAITING} AND r.deadline_at <= %(late)s AND NOT (
            EXISTS (SELECT 1 FROM responsibility_requestevent e WHERE e.request_id = r.id AND e.kind = 'WENT_LATE')
            AND EXISTS (SELECT 1 FROM responsibility_escalation x WHERE x.case_id = r.case_id AND x.ended_at IS NULL))""",
    "what is lifted is owned by somebody at work in the unit that decides": f"""
        SELECT x.case_id FROM responsibility_escalation x WHERE x.ended_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM organisations_post p JOIN accounts_user u ON u.id = p.user_id
            WHERE p.id = x.owner_id AND p.unit_id = x.unit_id AND 'COORDINATING_UNIT' = ANY (p.roles) AND {_AT_WORK})""",
}


def broken_promises(*, at: datetime, clock_has_looked: bool = True) -> list[str]:
    """Every promise that does not hold, with what breaks it."""
    questions = AT_ANY_TIME | (ONCE_THE_CLOCK_HAS_LOOKED if clock_has_looked else {})
    known = {"at": at, "day": at.astimezone(OSLO).date(), "late": at - GRACE}
    broken = []
    with connection.cursor() as cursor:
        for sentence, question in questions.items():
            cursor.execute(question, known)
            broken += [f"{sentence}: {row[0]}" for row in cursor.fetchall()]
    return broken
