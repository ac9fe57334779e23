"""Where a figure or a row leads."""

from django.urls import NoReverseMatch, reverse

PAGES = {
    "programme": "programme",
    "plans": "action-plans",
    "forums": "forums",
    "decisions": "decisions",
    "trends": "trends",
    "chain": "chain",
    "open-statistics": "open-statistics",
    "measure": "measure",
    "plan": "action-plan",
    "trend": "trend",
}


def address_of(opens: str) -> str:
    """The page behind a figure; empty when it opens none."""
    page, _colon, which = opens.partition(":")
    if page not in PAGES:
        return ""
    try:
        return reverse(PAGES[page], args=[which] if which else [])
    except NoReverseMatch:
        return ""
