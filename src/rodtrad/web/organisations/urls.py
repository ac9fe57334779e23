from django.urls import path

from rodtrad.web.organisations import views

urlpatterns = [
    path("unit/absence/", views.record_absence, name="record-absence"),
    path("unit/absence/<uuid:absence_id>/stand-in/", views.name_stand_in, name="name-stand-in"),
    path("unit/absence/<uuid:absence_id>/end/", views.end_absence, name="end-absence"),
    path("unit/posts/<uuid:post_id>/end/", views.end_post, name="end-post"),
    path("unit/posts/new/", views.add_staff, name="add-staff"),
    path("unit/authority/", views.lend_authority, name="lend-authority"),
]
