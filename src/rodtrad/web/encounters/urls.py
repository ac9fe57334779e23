from django.urls import path

from rodtrad.web.encounters import shift_views, views

urlpatterns = [
    path("encounters/", views.encounters, name="encounters"),
    path("encounters/new/", views.register, name="register-encounter"),
    path("encounters/<uuid:encounter_id>/", views.encounter, name="encounter"),
    path("encounters/<uuid:encounter_id>/case/", views.open_case, name="encounter-case"),
    path("encounters/<uuid:encounter_id>/link/", views.find, name="encounter-find"),
    path("encounters/<uuid:encounter_id>/link/<uuid:person_id>/", views.link, name="encounter-link"),
    path("encounters/<uuid:encounter_id>/unlink/", views.unlink, name="encounter-unlink"),
    path("encounters/<uuid:encounter_id>/settle/", views.settle, name="encounter-settle"),
    path("people/<uuid:person_id>/encounter/", views.register, name="person-encounter"),
    path("shift/", shift_views.shift, name="shift"),
    path("shift/<uuid:shift_id>/receive/", shift_views.receive, name="receive-shift"),
]
