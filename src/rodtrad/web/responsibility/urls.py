from django.urls import path

from rodtrad.web.responsibility import answer_views, views

urlpatterns = [
    path("people/<uuid:person_id>/hand-over/", views.handover, name="handover"),
    path("people/<uuid:person_id>/refer/", views.referral, name="referral"),
    path("people/<uuid:person_id>/coordinator/", views.coordinator, name="coordinator"),
    path("people/<uuid:person_id>/close/", views.close, name="close"),
    path("people/<uuid:person_id>/reopen/", views.reopen, name="reopen"),
    path("people/<uuid:person_id>/support/<uuid:support_id>/", views.support, name="support"),
    path("people/<uuid:person_id>/meeting/<uuid:meeting_id>/", views.meeting, name="meeting"),
    path("requests/<uuid:request_id>/", answer_views.request_view, name="request"),
    path("requests/<uuid:request_id>/receipt/", answer_views.receipt, name="request-receipt"),
    path("requests/<uuid:request_id>/accept/", answer_views.accept, name="accept"),
    path("requests/<uuid:request_id>/decline/", answer_views.decline, name="decline"),
    path("requests/<uuid:request_id>/ask/", answer_views.ask, name="ask"),
    path("requests/<uuid:request_id>/give/", answer_views.give, name="give"),
    path("requests/<uuid:request_id>/withdraw/", answer_views.withdraw, name="withdraw"),
    path("requests/<uuid:request_id>/step/<slug:step>/", answer_views.referral_step, name="referral-step"),
    path("board/requests/<uuid:request_id>/", answer_views.decide, name="decide"),
]
