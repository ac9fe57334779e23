-- One row for each life: who, where, when, and how it stands today. Everything else follows from these rows.
-- Lives are spread evenly over the districts; the first thirteen of each district stand in the middle of something,
-- as many whatever the size, so that a page shows the same at 10,000 and at 100,000 people.

SELECT setseed(0.2026);

CREATE TEMP TABLE life AS
WITH drawn AS (
    SELECT n, (n %% %(districts)s)::int AS district, n / %(districts)s AS place, (n %% %(doors)s)::int AS door,
        random() AS outcome, random() AS age, random() AS knowing, random() AS words, random() AS bounce,
        random() AS beside, random() AS length, random() AS name, random() AS common
    FROM generate_series(0, %(people)s - 1) n
), dated AS (
    SELECT *,
        CASE WHEN place < 5 THEN 'ASKED' WHEN place < 10 THEN 'QUEUE' WHEN place < 13 THEN 'SENT'
            WHEN outcome < 0.4 THEN 'OPEN' ELSE 'CLOSED' END AS ending,
        now() - CASE WHEN place < 5 THEN interval '2 hours' + age * interval '18 hours'
            WHEN place < 10 THEN interval '1 day' + age * interval '2 days'
            WHEN place < 13 THEN interval '200 days' + age * interval '200 days'
            ELSE interval '4 days' + age * interval '1820 days' END AS opened_at
    FROM drawn
), offered AS (
    SELECT *,
        bounce < 0.1 AND ending IN ('OPEN', 'CLOSED') AS was_declined,
        opened_at + interval '1 hour' AS first_offer_at,
        opened_at + interval '1 hour'
            + CASE WHEN bounce < 0.1 AND ending IN ('OPEN', 'CLOSED') THEN interval '30 hours' ELSE interval '0' END
            AS offered_at
    FROM dated
), accepted AS (
    SELECT *, CASE WHEN ending <> 'ASKED' THEN offered_at + interval '5 hours' END AS accepted_at FROM offered
), ended AS (
    SELECT *, CASE WHEN ending = 'CLOSED' THEN accepted_at + (0.1 + 0.85 * length) * (now() - accepted_at) END AS closed_at
    FROM accepted
), told AS (
    SELECT *,
        CASE WHEN ending IN ('OPEN', 'CLOSED', 'SENT')
            THEN least(4, floor(extract(epoch FROM coalesce(closed_at, now()) - accepted_at) / 86400 / 400))::int ELSE 0 END
            AS changes  -- a new coordinator about every 400 days
    FROM ended
)
SELECT told.*,
    uuidv7(opened_at - now()) AS person_id,
    uuidv7(opened_at - now()) AS case_id,
    uuidv7(first_offer_at - now()) AS declined_id,
    uuidv7(offered_at - now()) AS request_id,
    uuidv7() AS onward_id,
    uuidv7(coalesce(accepted_at, now()) - now()) AS support_id,
    d.unit_id AS district_id, d.sector AS district_sector, d.area_id, d.lead_id AS district_lead_id,
    o.unit_id AS door_id, o.sector AS door_sector, o.worker_id AS door_post_id,
    next.unit_id AS next_id, next.sector AS next_sector, next.lead_id AS next_lead_id,
    CASE WHEN ending = 'SENT' OR words < 0.5 THEN %(own_words)s ELSE '' END AS own_words,
    (%(needs)s::text[])[1 + (n %% %(need_count)s)] AS need,
    CASE WHEN knowing < 0.7 THEN 'IDENTIFIED' WHEN knowing < 0.95 THEN 'ALIAS' ELSE 'ANONYMOUS' END AS level,
    -- One in eight has the commonest family name, so that a search for it fills its page in every unit.
    CASE WHEN common < 0.125 THEN (floor(name * %(given_count)s)::int * %(family_count)s)
        ELSE floor(name * %(given_count)s * %(family_count)s)::int END AS name_place
FROM told
JOIN district d ON d.place = told.district
JOIN district next ON next.place = (told.district + 1) %% %(districts)s
JOIN door o ON o.place = told.door;

-- Who has been coordinator: one turn after the other, at the district's office.
CREATE TEMP TABLE turn AS
SELECT l.n, i AS turn, c.post_id,
    accepted_at + i * interval '395 days' AS starts_at,
    CASE WHEN i < changes THEN accepted_at + (i + 1) * interval '395 days' ELSE coalesce(closed_at, %(open_ended)s) END
        AS ends_at
FROM life l
CROSS JOIN generate_series(0, l.changes) i
LEFT JOIN coordinator c
    ON c.unit_id = l.district_id AND l.ending <> 'QUEUE' AND c.place = (l.place + i) %% c.of
WHERE accepted_at IS NOT NULL;

ANALYZE life, turn;
