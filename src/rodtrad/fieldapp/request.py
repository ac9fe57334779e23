from django.http import HttpRequest

from rodtrad.foundation.actor import Actor


class FieldRequest(HttpRequest):
    """A request by somebody signed in, with the post they act from."""

    actor: Actor
