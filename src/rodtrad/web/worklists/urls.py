from django.urls import path

from rodtrad.web.worklists import views

urlpatterns = [
    path("cases/", views.my_cases, name="my-cases"),
    path("requests/", views.unit_requests, name="unit-requests"),
    path("board/", views.board, name="board"),
    path("board/lists/<slug:key>/", views.board_group, name="board-group"),
    path("unit/", views.unit, name="unit"),
]
