-- Who the people are: records, names, numbers come later (they are sealed in Python), belongings.

INSERT INTO persons_person (id, level, called, sort_key, reference, merged_into_id, created_at)
SELECT person_id, level,
    CASE WHEN level = 'ANONYMOUS' THEN '' ELSE nm.full_name END,
    CASE WHEN level = 'ANONYMOUS' THEN '' ELSE nm.sort_key END,
    -- A number in base 26, mixed so that neighbours look nothing alike: never the same twice.
    (SELECT string_agg(substr('ABCDEFHJKLMNPRSTUVWXY34679', 1 + (mixed / (26 ^ i)::bigint %% 26)::int, 1), '' ORDER BY i)
        FROM generate_series(0, 2) i) || '-' ||
    (SELECT string_agg(substr('ABCDEFHJKLMNPRSTUVWXY34679', 1 + (mixed / (26 ^ i)::bigint %% 26)::int, 1), '' ORDER BY i)
        FROM generate_series(3, 5) i),
    NULL, opened_at
FROM life l JOIN name nm ON nm.place = l.name_place
CROSS JOIN LATERAL (SELECT (l.n::bigint * 48271 + 11) %% 308915776 AS mixed) m
ORDER BY opened_at;

INSERT INTO persons_identity (id, person_id, given_name, family_name, search_text, gender, birth_date, birth_precision,
    from_at, until_at, recorded_by_id)
SELECT uuidv7(opened_at - now()), person_id, nm.given_name, nm.family_name, nm.search_text,
    (ARRAY['WOMAN', 'MAN', 'MAN', 'UNKNOWN'])[1 + n %% 4], date '1950-01-01' + (n * 7919 %% 20454)::int, 'DAY',
    opened_at, %(open_ended)s, door_post_id
FROM life l JOIN name nm ON nm.place = l.name_place
WHERE level = 'IDENTIFIED' ORDER BY opened_at;

INSERT INTO persons_alias (id, person_id, name, search_text, from_at, until_at, recorded_by_id)
SELECT uuidv7(opened_at - now()), person_id, nm.full_name, nm.search_text, opened_at, %(open_ended)s, door_post_id
FROM life l
JOIN name nm ON nm.place = CASE WHEN level = 'ALIAS' THEN l.name_place ELSE (l.name_place + 17) %% (SELECT count(*) FROM name) END
WHERE level = 'ALIAS' OR (level = 'IDENTIFIED' AND words < 0.3) ORDER BY opened_at;

INSERT INTO persons_belonging (id, person_id, status, area_id, source, valid_from, valid_until, recorded_at,
    recorded_by_id, clarification_id, superseded_at)
SELECT uuidv7(opened_at - now()), person_id, 'UNKNOWN', NULL, 'OWN_STATEMENT', (opened_at AT TIME ZONE 'Europe/Oslo')::date,
    (opened_at AT TIME ZONE 'Europe/Oslo')::date + 10, opened_at, door_post_id, NULL, NULL
FROM life WHERE length < 0.3 AND opened_at < now() - interval '12 days' ORDER BY opened_at;

INSERT INTO persons_belonging (id, person_id, status, area_id, source, valid_from, valid_until, recorded_at,
    recorded_by_id, clarification_id, superseded_at)
SELECT uuidv7(opened_at - now()), person_id, 'CLEAR', area_id, 'REGISTER',
    (opened_at AT TIME ZONE 'Europe/Oslo')::date
        + CASE WHEN length < 0.3 AND opened_at < now() - interval '12 days' THEN 10 ELSE 0 END,
    %(open_ended_on)s, opened_at, door_post_id, NULL, NULL
FROM life ORDER BY opened_at;
