"""Reading the directory: what anybody may find, what staff see beside it, and what an owner has to look after."""

from rodtrad.registry.directory.queries.cards import StreetCard, street_card
from rodtrad.registry.directory.queries.desk import (
    Desk,
    Editing,
    desk,
    editing,
    ids_by_code,
    may_write,
    owners,
    place_to_edit,
)
from rodtrad.registry.directory.queries.entries import (
    AreaChoice,
    PlaceView,
    ServiceView,
    area_choices,
    districts,
    names,
    newest_capacity,
    place_view,
    service_view,
    terms,
)
from rodtrad.registry.directory.queries.files import Preview, preview, table_rows
from rodtrad.registry.directory.queries.search import Hit, SearchPage, Wish, search

__all__ = [
    "AreaChoice",
    "Desk",
    "Editing",
    "Hit",
    "PlaceView",
    "Preview",
    "SearchPage",
    "ServiceView",
    "StreetCard",
    "Wish",
    "area_choices",
    "desk",
    "districts",
    "editing",
    "ids_by_code",
    "may_write",
    "names",
    "newest_capacity",
    "owners",
    "place_to_edit",
    "place_view",
    "preview",
    "search",
    "service_view",
    "street_card",
    "table_rows",
    "terms",
]
