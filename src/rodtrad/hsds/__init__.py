"""Way in: the directory as open data by the Human Services Data Specification 3.1 of Open Referral. Read only, no key.

Words are those of the specification; docs: the page at /hsds/about, which is our profile. Where it has no word, ours
are `tzid` and `holiday_policy` of a schedule, `closures` of a closed date, `on_public_holidays`. Reads the directory's
queries for open data, which know no drafts, no lines for staff and no protected address. Each module: `parameters` what
may be asked, `converters` and `schedules` our entries as HSDS, `answers` pages and headers, `description` the OpenAPI file.
"""
