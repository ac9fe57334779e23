-- What the application may do. Run after every migration; running it again changes nothing.
-- rodtrad_owner owns the tables and migrates; rodtrad_app serves pages and jobs and owns nothing.

GRANT USAGE ON SCHEMA public TO rodtrad_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO rodtrad_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO rodtrad_app;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO rodtrad_app;

-- The log: written and read, never changed. Its head is moved by the trigger alone.
REVOKE UPDATE, DELETE ON audit_entry FROM rodtrad_app;
REVOKE INSERT, UPDATE, DELETE ON audit_head FROM rodtrad_app;

-- History: a period may get its end, nothing else; steps of a request are never touched.
REVOKE UPDATE, DELETE ON responsibility_period, responsibility_requestevent FROM rodtrad_app;
GRANT UPDATE (ends_at) ON responsibility_period TO rodtrad_app;
REVOKE UPDATE, DELETE ON responsibility_nightlycheck FROM rodtrad_app;

-- Nobody is deleted by the application.
REVOKE DELETE ON responsibility_case, responsibility_request, responsibility_escalation, grants_grant,
    persons_person, persons_alias, persons_identity, persons_nationalid, persons_belonging, persons_merge,
    consents_consent, consents_part, consents_block, laws_legalbasis, emergencies_emergency, emergencies_review
    FROM rodtrad_app;

-- A yes may be taken back and a no lifted; what was said is never written over.
REVOKE UPDATE ON consents_consent, consents_part, consents_block, laws_legalbasis, emergencies_emergency,
    emergencies_review FROM rodtrad_app;
GRANT UPDATE (withdrawn_at, withdrawn_by_id) ON consents_consent TO rodtrad_app;
GRANT UPDATE (ended_at) ON consents_part TO rodtrad_app;
GRANT UPDATE (until_at, lifted_by_id) ON consents_block TO rodtrad_app;
GRANT UPDATE (opened_at, closes_at, approved_by_id) ON emergencies_emergency TO rodtrad_app;
GRANT UPDATE (valid_until, confirmed_by) ON laws_legalbasis TO rodtrad_app;

-- Counts: what was tapped in the field is never changed, and no round, tally or review is taken away.
REVOKE UPDATE, DELETE ON counts_tap, counts_review FROM rodtrad_app;
REVOKE DELETE ON counts_round, counts_tally, counts_publishedcount FROM rodtrad_app;

-- What was said when somebody was met, and what one shift left to the next, is written once.
REVOKE UPDATE, DELETE ON encounters_encounter, encounters_shift FROM rodtrad_app;
GRANT UPDATE (person_id, linked_at, settled_at, settled_by_id, settled_because) ON encounters_encounter TO rodtrad_app;
GRANT UPDATE (received_at, received_by_id) ON encounters_shift TO rodtrad_app;
REVOKE DELETE ON tasks_task FROM rodtrad_app;
-- What a phone has sent stands as it came; only that a person has looked at a refusal is added.
REVOKE UPDATE, DELETE ON devices_command FROM rodtrad_app;
GRANT UPDATE (seen_at) ON devices_command TO rodtrad_app;
REVOKE DELETE ON devices_device FROM rodtrad_app;

-- Every word of a plan is kept: a wording is at most replaced by another, and what was evaluated stays as it was.
REVOKE UPDATE, DELETE ON plans_wording, plans_statusstep, plans_version, plans_seen FROM rodtrad_app;
GRANT UPDATE (replaced_by_id) ON plans_wording TO rodtrad_app;
REVOKE DELETE ON plans_plan, plans_passage, plans_activity FROM rodtrad_app;

-- The list of applied migrations is not the application's to change.
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM rodtrad_app;

-- Frozen figures, thresholds and what was opened to everybody are never changed; a new revision takes the place of an old.
REVOKE UPDATE, DELETE ON statistics_cube, statistics_threshold, statistics_release FROM rodtrad_app;
GRANT UPDATE (is_current) ON statistics_cube TO rodtrad_app;
