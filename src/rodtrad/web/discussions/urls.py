from django.urls import path

from rodtrad.web.discussions import views

urlpatterns = [
    path("discussions/", views.discussions, name="discussions"),
    path("discussions/new/", views.start, name="start-discussion"),
    path("discussions/<uuid:discussion_id>/", views.discussion, name="discussion"),
    path("discussions/<uuid:discussion_id>/end/", views.end, name="end-discussion"),
]
