from django.urls import path

from rodtrad.web.portal import consent_views, meeting_views, sign_in_views, views

urlpatterns = [
    path("", views.home, name="own-home"),
    path("in/", sign_in_views.sign_in, name="own-sign-in"),
    path("in/<slug:code>/", sign_in_views.with_code, name="own-code"),
    path("demo/", sign_in_views.demo, name="own-demo"),
    path("unlock/", sign_in_views.unlock, name="own-unlock"),
    path("lock/", sign_in_views.lock, name="own-lock"),
    path("here/", views.here, name="own-here"),
    path("out/", sign_in_views.sign_out, name="own-sign-out"),
    path("leave/", sign_in_views.leave, name="own-leave"),
    path("size/", sign_in_views.text_size, name="own-size"),
    path("thread/", views.thread, name="own-thread"),
    path("meetings/<uuid:meeting_id>/point/", meeting_views.own_point, name="own-point"),
    path("looked/", views.looked, name="own-looked"),
    path("looked/<uuid:entry_id>/why/", views.ask_why, name="own-why"),
    path("asked/", views.matters, name="own-matters"),
    path("asked/<slug:kind>/", views.ask, name="own-ask"),
    path("shared/", consent_views.shared, name="own-shared"),
    path("shared/yes/", consent_views.say_yes, name="own-yes"),
    path("shared/<uuid:consent_id>/again/", consent_views.yes_again, name="own-yes-again"),
    path("shared/<uuid:consent_id>/<uuid:unit_id>/back/", consent_views.take_back, name="own-take-back"),
    path("shut-out/", consent_views.shut_out, name="own-shut-out"),
    path("shut-out/<uuid:block_id>/end/", consent_views.let_in, name="own-let-in"),
    path("everything/", views.everything, name="own-everything"),
    path("everything/copy/", views.copy, name="own-copy"),
    path("next/", views.next_sheet, name="own-next"),
    path("lost/", views.lost_sheet, name="own-lost"),
]
