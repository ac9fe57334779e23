"""Reading the directory: what anybody may find, what staff see beside it, and what an owner has to look after."""

from rodtrad.registry.directory.queries.entries import (
    AreaChoice,
    PlaceView,
    ServiceView,
    area_choices,
    place_view,
    service_view,
    terms,
)
from rodtrad.registry.directory.queries.search import Hit, SearchPage, Wish, search

__all__ = [
    "AreaChoice",
    "Hit",
    "PlaceView",
    "SearchPage",
    "ServiceView",
    "Wish",
    "area_choices",
    "place_view",
    "search",
    "service_view",
    "terms",
]
