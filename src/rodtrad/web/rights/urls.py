from django.urls import path

from rodtrad.web.rights import views

urlpatterns = [
    path("people/<uuid:person_id>/sheet/", views.sheet, name="sheet"),
    path("people/<uuid:person_id>/sheet/stop/", views.stop_sheet, name="stop-sheet"),
    path("matters/<uuid:matter_id>/", views.matter, name="matter"),
]
