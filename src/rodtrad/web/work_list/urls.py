from django.urls import path

from rodtrad.web.work_list import views

urlpatterns = [
    path("cases/list/", views.work_list, name="work-list"),
    path("unit/month/", views.unit_month, name="unit-month"),
]
