from django.urls import path

from rodtrad.web.directory import public_views

urlpatterns = [
    path("find/", public_views.find, name="find-help"),
    path("find/<uuid:service_id>/", public_views.service, name="service"),
]
