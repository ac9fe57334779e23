-- What each unit may see and could see before: exactly what the chain gives, section by section.

INSERT INTO grants_grant (id, person_id, section, basis, relation, unit_id, unit_sector, user_id, source_id, law_version,
    opened_at, expires_at, reason, approved_by_id)
SELECT uuidv7(opened_at - now()), person_id, s.section, CASE WHEN relation = 'ASKED' THEN 'OFFER' ELSE 'RESPONSIBILITY' END,
    relation, unit_id, sector, NULL, source_id, %(law_version)s, opened_at, expires_at, NULL, NULL
FROM (
    SELECT person_id, 'HOLDS' AS relation, door_id AS unit_id, door_sector AS sector, case_id AS source_id, opened_at,
        coalesce(accepted_at, %(open_ended)s) AS expires_at
    FROM life
    UNION ALL
    SELECT person_id, 'HOLDS', district_id, district_sector, case_id, accepted_at, coalesce(closed_at, %(open_ended)s)
    FROM life WHERE accepted_at IS NOT NULL
    UNION ALL
    SELECT person_id, 'ASKED', next_id, next_sector, declined_id, first_offer_at, first_offer_at + interval '6 hours'
    FROM life WHERE was_declined
    UNION ALL
    SELECT person_id, 'ASKED', district_id, district_sector, request_id, offered_at, coalesce(accepted_at, %(open_ended)s)
    FROM life
    UNION ALL
    SELECT person_id, 'ASKED', next_id, next_sector, onward_id, now() - interval '3 hours', %(open_ended)s
    FROM life WHERE ending = 'SENT'
    UNION ALL
    SELECT l.person_id, 'SUPPORTS', s.unit_id, l.door_sector, s.id, s.from_at, s.until_at
    FROM responsibility_support s JOIN life l ON l.support_id = s.id
) opening
JOIN section s USING (relation, sector)
ORDER BY opened_at;
