"""The organisations of a city as one tree over time, the posts people hold in them, and who is away.

Words: organisation (FHIR Organization), unit (an organisation that can hold responsibility or give a service),
post (FHIR PractitionerRole), absence, stand-in, lent authority. Used by: everything above the registry.
"""
