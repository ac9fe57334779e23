from django.urls import path

from rodtrad.web.safe_links import views

urlpatterns = [
    path("answer/<str:token>/", views.guest, name="safe-link"),
    path("measures/<uuid:measure_id>/links/", views.of_measure, name="measure-links"),
    path("measures/<uuid:measure_id>/links/<uuid:unit_id>/new/", views.make_for_part, name="make-part-link"),
    path("decisions/<uuid:decision_id>/links/", views.of_decision, name="decision-links"),
    path("decisions/<uuid:decision_id>/links/new/", views.make_for_decision, name="make-decision-link"),
    path("safe-links/<uuid:link_id>/take-back/", views.take_back, name="take-back-link"),
]
