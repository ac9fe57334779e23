"""Who opened what: read by a unit's lead and the privacy officer, looked through at set times, and taken along."""
