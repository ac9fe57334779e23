from rodtrad.foundation.audit.models import Entry


def was_recorded(event: str) -> bool:
    """Whether an event stands in the log at all."""
    return Entry.objects.filter(event=event).exists()
