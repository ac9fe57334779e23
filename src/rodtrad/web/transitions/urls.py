from django.urls import path

from rodtrad.web.transitions import views

urlpatterns = [
    path("transitions/", views.coming, name="coming"),
    path("people/<uuid:person_id>/transitions/", views.transitions, name="transitions"),
    path("people/<uuid:person_id>/transitions/new/", views.plan, name="plan-transition"),
    path("people/<uuid:person_id>/transitions/left/", views.left, name="left-unplanned"),
    path("transitions/<uuid:transition_id>/", views.transition, name="transition"),
    path("transitions/<uuid:transition_id>/day/", views.move, name="move-transition"),
    path("transitions/<uuid:transition_id>/done/", views.complete, name="complete-transition"),
    path("transitions/<uuid:transition_id>/off/", views.call_off, name="call-off-transition"),
    path("transitions/<uuid:transition_id>/views/<slug:side>/", views.say_view, name="transition-view"),
    path("transitions/<uuid:transition_id>/point-<slug:point>/", views.answer, name="transition-point"),
    path("tolerance/<uuid:window_id>/", views.window, name="tolerance-window"),
]
