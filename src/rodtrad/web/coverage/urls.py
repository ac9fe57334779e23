from django.urls import path

from rodtrad.web.coverage import views

urlpatterns = [
    path("coverage/", views.picture, name="coverage"),
    path("coverage/table.xlsx", views.table, name="coverage-table"),
    path("coverage/overlap/", views.overlap, name="coverage-overlap"),
    path("coverage/zones/", views.zones, name="coverage-zones"),
    path("coverage/what-if/", views.what_if, name="coverage-what-if"),
]
