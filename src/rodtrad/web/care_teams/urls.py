from django.urls import path

from rodtrad.web.care_teams import views, writing_views

urlpatterns = [
    path("people/<uuid:person_id>/team/", views.team, name="team"),
    path("people/<uuid:person_id>/team/meetings/new/", writing_views.call, name="call-meeting"),
    path("team-meetings/<uuid:meeting_id>/", views.meeting, name="team-meeting"),
    path("team-meetings/<uuid:meeting_id>/calendar.ics", views.invitation, name="team-meeting-calendar"),
    path("team-meetings/<uuid:meeting_id>/point/", writing_views.point, name="meeting-point"),
    path("team-meetings/<uuid:meeting_id>/own-point/", writing_views.own_point, name="meeting-own-point"),
    path("team-meetings/<uuid:meeting_id>/who/<uuid:attendance_id>/", writing_views.who, name="meeting-who"),
    path("team-meetings/<uuid:meeting_id>/decide/", writing_views.decide, name="meeting-decide"),
    path("team-meetings/<uuid:meeting_id>/take-back/", writing_views.take_back, name="meeting-take-back"),
    path("team-meetings/<uuid:meeting_id>/minutes/", writing_views.close, name="meeting-minutes"),
    path("taken-back/", views.asked, name="taken-back-list"),
    path("taken-back/<uuid:decision_id>/", writing_views.answer, name="taken-back"),
]
