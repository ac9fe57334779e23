-- Who has had the ball: cases, periods edge to edge, hand-overs asked for, declined and accepted, and support after.

INSERT INTO responsibility_case (id, person_id, status, version, unit_id, coordinator_id, stands_in_for_id, held_since,
    unit_since, held_until, opened_at, need, closed_at, close_reason, last_word, command_id)
SELECT case_id, person_id, CASE WHEN ending = 'CLOSED' THEN 'CLOSED' ELSE 'OPEN' END,
    CASE WHEN accepted_at IS NULL THEN 1 ELSE 2 + changes END,
    CASE WHEN accepted_at IS NULL THEN door_id ELSE district_id END, t.post_id, NULL,
    coalesce(t.starts_at, opened_at), coalesce(accepted_at, opened_at), coalesce(closed_at, %(open_ended)s), opened_at, need,
    closed_at, CASE WHEN ending = 'CLOSED' THEN 'GOAL_REACHED' ELSE '' END, '', uuidv7(opened_at - now())
FROM life l LEFT JOIN turn t ON t.n = l.n AND t.turn = l.changes
ORDER BY opened_at;

INSERT INTO responsibility_request (id, kind, case_id, from_unit_id, to_unit_id, state, version, urgency, need, own_words,
    shares, support_days, proposed_coordinator_id, created_at, created_by_id, offered_at, deadline_at, remind_at,
    answered_at, answered_by_id, decline_reason, decline_text, suggested_unit_id, is_loop, command_id)
SELECT id, 'HANDOVER', case_id, from_id, to_id, state, CASE WHEN answered_at IS NULL THEN 1 ELSE 2 END, 'NORMAL', need,
    own_words, ARRAY['BASICS', 'FOLLOW_UP'], support_days, NULL, asked_at, created_by, asked_at, asked_at + interval '4 days',
    asked_at + interval '2 days', answered_at, answered_by,
    CASE WHEN state = 'DECLINED' THEN 'NO_CAPACITY' ELSE '' END,
    CASE WHEN state = 'DECLINED' THEN %(declined)s ELSE '' END,
    CASE WHEN state = 'DECLINED' THEN from_id END, false, uuidv7(asked_at - now())
FROM (
    SELECT declined_id AS id, case_id, door_id AS from_id, next_id AS to_id, 'DECLINED' AS state, need, own_words,
        0 AS support_days, first_offer_at AS asked_at, door_post_id AS created_by,
        first_offer_at + interval '6 hours' AS answered_at, next_lead_id AS answered_by
    FROM life WHERE was_declined
    UNION ALL
    SELECT request_id, case_id, door_id, district_id, CASE WHEN accepted_at IS NULL THEN 'OFFERED' ELSE 'ACCEPTED' END,
        need, own_words, CASE WHEN beside < 0.3 THEN 14 ELSE 0 END, offered_at, door_post_id, accepted_at,
        CASE WHEN accepted_at IS NOT NULL THEN coalesce(t.post_id, district_lead_id) END
    FROM life l LEFT JOIN turn t ON t.n = l.n AND t.turn = 0
    UNION ALL
    SELECT onward_id, case_id, district_id, next_id, 'OFFERED', need, own_words, 0, now() - interval '3 hours',
        district_lead_id, NULL, NULL
    FROM life WHERE ending = 'SENT'
) asked ORDER BY asked_at;

INSERT INTO responsibility_period (id, case_id, seq, previous_seq, kind, unit_id, coordinator_id, stands_in_for_id,
    starts_at, ends_at, cause, request_id, reason, moved_by_id, moved_by_job, on_behalf_of_id, recorded_at)
SELECT uuidv7(starts_at - now()), case_id, seq, nullif(seq - 1, 0), 'HELD', unit_id, post_id, NULL, starts_at, ends_at, cause,
    request_id, need, moved_by, '', NULL, starts_at
FROM (
    SELECT case_id, 1 AS seq, door_id AS unit_id, NULL::uuid AS post_id, opened_at AS starts_at,
        coalesce(accepted_at, %(open_ended)s) AS ends_at, 'OPENED' AS cause, NULL::uuid AS request_id, need,
        door_post_id AS moved_by
    FROM life
    UNION ALL
    SELECT case_id, 2 + turn, district_id, post_id, starts_at, ends_at,
        CASE WHEN turn = 0 THEN 'HANDOVER' ELSE 'COORDINATOR_CHANGED' END, CASE WHEN turn = 0 THEN request_id END, need,
        coalesce(post_id, district_lead_id)
    FROM turn JOIN life USING (n)
) held ORDER BY starts_at;

INSERT INTO responsibility_requestevent (id, request_id, kind, occurred_at, recorded_at, by_post_id, by_job, text)
SELECT uuidv7(at - now()), r.id, step.kind, at, at, by_post, '', said
FROM responsibility_request r CROSS JOIN LATERAL (
    VALUES ('OFFERED', offered_at, created_by_id, need),
        ('MORE_INFORMATION_ASKED', offered_at + interval '2 hours', answered_by_id, %(question)s),
        ('MORE_INFORMATION_GIVEN', offered_at + interval '3 hours', created_by_id, %(answer)s),
        (CASE WHEN state = 'DECLINED' THEN 'DECLINED' ELSE 'ACCEPTED' END, answered_at, answered_by_id, decline_text)
) step (kind, at, by_post, said)
WHERE step.kind = 'OFFERED' OR (answered_at IS NOT NULL
    AND (step.kind NOT LIKE 'MORE%%' OR (own_words <> '' AND answered_at > offered_at + interval '4 hours')))
ORDER BY at;

INSERT INTO responsibility_support (id, case_id, unit_id, from_at, until_at, reason, person_said, started_by_id)
SELECT support_id, case_id, door_id, accepted_at, least(accepted_at + interval '14 days', closed_at), need, '', district_lead_id
FROM life WHERE beside < 0.3 AND accepted_at IS NOT NULL ORDER BY accepted_at;

-- Notices: long since seen, and the few that wait.
INSERT INTO inbox_item (id, form, kind, unit_id, post_id, reference_id, about_id, created_at, due_at, level, climbed_at,
    done_at, done_by_id, withdrawn, effect_key)
SELECT uuidv7(offered_at - now()), 'NOTICE', 'HANDOVER_OFFERED', to_unit_id, NULL, id, case_id, offered_at, deadline_at, 'POST', NULL,
    answered_at, answered_by_id, false, 'offered:' || id
FROM responsibility_request;

INSERT INTO inbox_item (id, form, kind, unit_id, post_id, reference_id, about_id, created_at, due_at, level, climbed_at,
    done_at, done_by_id, withdrawn, effect_key)
SELECT uuidv7(accepted_at - now()), 'NOTICE', 'COORDINATOR_CHANGED', district_id, post_id, case_id, case_id, accepted_at, NULL,
    'POST', NULL, CASE WHEN place %% 200 > 0 THEN accepted_at + interval '1 hour' END,
    CASE WHEN place %% 200 > 0 THEN post_id END, false, 'coordinator:' || case_id
FROM life JOIN turn USING (n) WHERE turn = changes AND post_id IS NOT NULL;
