"""The living directory of services: what help there is, for whom, where and when, kept true by those who give it.

Words as in HSDS 3.1 (Open Referral): service, location, service at location, schedule (here: opening rows and other
hours on one date), service area, taxonomy term (kind of help), required document, capacity. Eligibility is columns of
the service. Nothing here is about persons. Uses: organisations, areas, inbox. Used by: coverage, web, hsds.
"""
