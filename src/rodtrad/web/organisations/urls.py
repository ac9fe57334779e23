from django.urls import path

from rodtrad.web.organisations import unit_views, views

urlpatterns = [
    path("units/", unit_views.units, name="units"),
    path("units/<uuid:unit_id>/", unit_views.unit, name="unit-page"),
    path("units/<uuid:unit_id>/open/", unit_views.open_unit, name="open-unit"),
    path("units/<uuid:unit_id>/close/", unit_views.close_unit, name="close-unit"),
    path("units/<uuid:unit_id>/posts/new/", unit_views.give_post, name="give-post"),
    path("unit/absence/", views.record_absence, name="record-absence"),
    path("unit/absence/<uuid:absence_id>/stand-in/", views.name_stand_in, name="name-stand-in"),
    path("unit/absence/<uuid:absence_id>/end/", views.end_absence, name="end-absence"),
    path("unit/posts/<uuid:post_id>/end/", views.end_post, name="end-post"),
    path("unit/posts/new/", views.add_staff, name="add-staff"),
    path("unit/authority/", views.lend_authority, name="lend-authority"),
]
