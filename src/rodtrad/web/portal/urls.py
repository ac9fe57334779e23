from django.urls import path

from rodtrad.web.portal import sign_in_views, views

urlpatterns = [
    path("", views.home, name="own-home"),
    path("in/", sign_in_views.sign_in, name="own-sign-in"),
    path("in/<slug:code>/", sign_in_views.with_code, name="own-code"),
    path("unlock/", sign_in_views.unlock, name="own-unlock"),
    path("out/", sign_in_views.sign_out, name="own-sign-out"),
    path("leave/", sign_in_views.leave, name="own-leave"),
    path("size/", sign_in_views.text_size, name="own-size"),
    path("thread/", views.thread, name="own-thread"),
    path("looked/", views.looked, name="own-looked"),
    path("looked/<uuid:entry_id>/why/", views.ask_why, name="own-why"),
    path("asked/", views.matters, name="own-matters"),
    path("asked/<slug:kind>/", views.ask, name="own-ask"),
    path("next/", views.next_sheet, name="own-next"),
    path("lost/", views.lost_sheet, name="own-lost"),
]
