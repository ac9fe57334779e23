from django.urls import path

from rodtrad.web.person_page import views

urlpatterns = [path("people/<uuid:person_id>/", views.person, name="person")]
