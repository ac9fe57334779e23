"""The one gate through which numbers about persons leave.

For each register and quarter there is one frozen, rounded cube; every table, chart, file and open page is a sum of it,
so that no question and no two answers can be put together into one person. Words: register (what is counted), cube,
release (what everybody may read), threshold. Uses: casework (who was followed up), `rules` (rounding, hiding, attacks).
Used by: the web, and nobody may read the true counts behind a cube.
"""
