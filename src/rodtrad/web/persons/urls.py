from django.urls import path

from rodtrad.web.persons import board_views, views

urlpatterns = [
    path("people/", views.find_people, name="find-people"),
    path("people/new/", views.register, name="register"),
    path("people/<uuid:person_id>/registered/", views.registered, name="registered"),
    path("people/<uuid:person_id>/alias/", views.alias, name="alias"),
    path("people/<uuid:person_id>/identity/", views.identify, name="identify"),
    path("people/<uuid:person_id>/unlink/", views.unlink, name="unlink"),
    path("people/<uuid:person_id>/number/<uuid:national_id_id>/", views.show_number, name="show-number"),
    path("people/<uuid:person_id>/belonging/", views.belonging, name="belonging"),
    path("people/<uuid:person_id>/clarify/", views.clarify, name="clarify"),
    path("people/<uuid:person_id>/protect/", views.protect, name="protect"),
    path("people/<uuid:person_id>/protect/lift/", views.lift_protection, name="lift-protection"),
    path("clarifications/<uuid:clarification_id>/", board_views.clarification, name="clarification"),
    path("board/pairs/<uuid:hint_id>/", board_views.duplicate, name="duplicate"),
    path("board/pairs/<uuid:hint_id>/two/", board_views.not_the_same, name="not-the-same"),
    path("board/joins/", board_views.joins, name="joins"),
    path("board/joins/<uuid:merge_id>/undo/", board_views.undo_join, name="undo-join"),
]
