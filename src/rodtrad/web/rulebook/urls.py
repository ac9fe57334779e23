from django.urls import path

from rodtrad.web.rulebook import views

urlpatterns = [
    path("rules/", views.rules, name="rules"),
    path("rules/<str:key>/", views.change, name="change-rule"),
    path("rules/versions/<uuid:version_id>/undo/", views.undo, name="undo-rule"),
]
