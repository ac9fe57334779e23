from django.urls import path

from rodtrad.web.chain_figures import figure_views, load_views, views

urlpatterns = [
    path("chain/", views.chain, name="chain"),
    path("chain/figures/", figure_views.figures, name="chain-figures"),
    path("chain/figures/requests/", figure_views.requests_behind, name="requests-behind"),
    path("chain/caseload/", load_views.caseload, name="caseload"),
    path("chain/continuity/", load_views.continuity, name="continuity"),
    path("board/coordinators/", load_views.coordinators, name="board-coordinators"),
]
