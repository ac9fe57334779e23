-- Five years of the log: every act, and what was opened and listed between. Numbered and chained in one statement,
-- with the same hashes the trigger makes one by one at commit; verify-log proves that they are the same.

CREATE TEMP TABLE line (LIKE audit_entry);

INSERT INTO line (id, occurred_at, kind, event, outcome, actor_kind, actor_name, user_id, post_id, unit_id,
    on_behalf_of_post_id, person_id, subject_id, section, operation, basis, rule, legal_basis, purpose, request_id, details,
    salt)
SELECT uuidv7(at - now()), at, kind, event, 'DONE', 'STAFF', '', p.user_id, p.id, p.unit_id, NULL, person_id, subject_id,
    CASE WHEN kind = 'LIST' THEN 'BASICS' ELSE '' END,
    CASE kind WHEN 'LIST' THEN 'L' WHEN 'READ' THEN 'R' ELSE '' END,
    CASE WHEN kind = 'READ' THEN 'RESPONSIBILITY' ELSE '' END, CASE WHEN kind = 'READ' THEN 'A01' ELSE '' END,
    CASE WHEN kind = 'READ' THEN 'FVL-13B HOL-7-2/' || %(law_version)s ELSE '' END,
    CASE kind WHEN 'LIST' THEN 'SEARCH' WHEN 'READ' THEN 'FOLLOW_UP' ELSE '' END, uuidv7(at - now()),
    CASE WHEN kind = 'READ'
        THEN '{"sections": ["BASICS", "FOLLOW_UP", "IDENTITY", "PLAN", "RELATIVES", "STAYS"]}' ELSE '{}' END::jsonb,
    decode(md5(random()::text), 'hex')
FROM (
    SELECT opened_at AS at, 'ACT' AS kind, 'persons.person.registered' AS event, door_post_id AS post_id, person_id,
        NULL::uuid AS subject_id
    FROM life
    UNION ALL SELECT opened_at, 'ACT', 'responsibility.case.opened', door_post_id, person_id, case_id FROM life
    UNION ALL SELECT offered_at, 'ACT', 'responsibility.handover.offered', door_post_id, person_id, request_id FROM life
    UNION ALL
    SELECT first_offer_at + interval '6 hours', 'ACT', 'responsibility.handover.declined', next_lead_id, person_id, declined_id
    FROM life WHERE was_declined
    UNION ALL
    SELECT accepted_at, 'ACT', 'responsibility.handover.accepted', district_lead_id, person_id, request_id
    FROM life WHERE accepted_at IS NOT NULL
    UNION ALL
    SELECT starts_at, 'ACT', 'responsibility.case.' || CASE WHEN turn = 0 THEN 'handover' ELSE 'coordinator_changed' END,
        coalesce(post_id, district_lead_id), person_id, case_id
    FROM turn JOIN life USING (n)
    UNION ALL
    SELECT closed_at, 'ACT', 'responsibility.case.closed', district_lead_id, person_id, case_id
    FROM life WHERE closed_at IS NOT NULL
    UNION ALL
    SELECT starts_at + (i / 4.0) * (least(ends_at, now()) - starts_at),
        CASE WHEN i %% 2 = 0 THEN 'READ' ELSE 'LIST' END,
        CASE WHEN i %% 2 = 0 THEN 'access.person.opened' ELSE 'access.person.listed' END,
        coalesce(post_id, district_lead_id), person_id, NULL
    FROM turn JOIN life USING (n) CROSS JOIN generate_series(0, 3) i
) act JOIN organisations_post p ON p.id = act.post_id;

CREATE FUNCTION pg_temp.link(before bytea, place text, content bytea) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(coalesce(before, (SELECT hash FROM audit_head)) || convert_to(place, 'UTF8') || content)
$$;
CREATE AGGREGATE pg_temp.chain(text, bytea) (sfunc = pg_temp.link, stype = bytea);

ALTER TABLE audit_entry DISABLE TRIGGER audit_link_at_commit;

INSERT INTO audit_entry (id, occurred_at, kind, event, outcome, actor_kind, actor_name, user_id, post_id, unit_id,
    on_behalf_of_post_id, person_id, subject_id, section, operation, basis, rule, legal_basis, purpose, request_id, details,
    salt, seq, payload_hash, previous_hash, hash)
SELECT id, occurred_at, kind, event, outcome, actor_kind, actor_name, user_id, post_id, unit_id,
    on_behalf_of_post_id, person_id, subject_id, section, operation, basis, rule, legal_basis, purpose, request_id, details,
    salt, seq, payload_hash, coalesce(lag(hash) OVER (ORDER BY seq), (SELECT hash FROM audit_head)), hash
FROM (
    SELECT numbered.*, pg_temp.chain(seq || ':' || id || ':', payload_hash) OVER (ORDER BY seq) AS hash
    FROM (
        SELECT id, occurred_at, kind, event, outcome, actor_kind, actor_name, user_id, post_id, unit_id,
            on_behalf_of_post_id, person_id, subject_id, section, operation, basis, rule, legal_basis, purpose, request_id,
            details, salt, (SELECT seq FROM audit_head) + row_number() OVER (ORDER BY occurred_at, id) AS seq,
            sha256(convert_to(audit_payload(ROW(line.*)::audit_entry), 'UTF8')) AS payload_hash
        FROM line
    ) numbered
) linked;

UPDATE audit_head SET (seq, hash) = (SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1);
ALTER TABLE audit_entry ENABLE TRIGGER audit_link_at_commit;
