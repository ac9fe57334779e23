-- As many coordinators at each district office as its people need.

INSERT INTO accounts_user (id, password, last_login, email, display_name, is_active, language, created_at)
SELECT uuidv7(), '!', NULL, 'coordinator.' || i || '.' || d.code || '@staff.example', nm.full_name, true, 'nb', now()
FROM district d CROSS JOIN generate_series(1, %(more)s) i
JOIN name nm ON nm.place = (d.place * 131 + i * 17) %% (SELECT count(*) FROM name);

INSERT INTO organisations_post (id, user_id, unit_id, roles, title, hpr_number, phone, starts_on, ends_on)
SELECT uuidv7(), u.id, d.unit_id, ARRAY['COORDINATOR'], 'Koordinator', '', '22 00 00 00', %(since)s, %(open_ended_on)s
FROM accounts_user u JOIN district d ON u.email LIKE 'coordinator.%%.' || d.code || '@staff.example';

-- The one we measure as comes first, so that they have the cases of an ordinary coordinator.
CREATE TEMP TABLE coordinator AS
SELECT p.id AS post_id, p.unit_id,
    (row_number() OVER (PARTITION BY p.unit_id ORDER BY u.email NOT LIKE 'koordinator@%%', u.email) - 1)::int AS place,
    (count(*) OVER (PARTITION BY p.unit_id))::int AS of
FROM organisations_post p JOIN accounts_user u ON u.id = p.user_id
WHERE 'COORDINATOR' = ANY (p.roles);
