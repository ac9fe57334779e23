from django.urls import path

from rodtrad.web.district_offers import views

urlpatterns = [
    path("cases/district/<uuid:duty_id>/later/", views.postpone, name="postpone-district-offer"),
]
