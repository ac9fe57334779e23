from django.urls import path

from rodtrad.web.duties import views

urlpatterns = [
    path("report-duties/", views.duties, name="report-duties"),
    path("report-duties/new/", views.open_duty, name="new-report-duty"),
    path("report-duties/<uuid:duty_id>/recipient/", views.recipient, name="report-duty-recipient"),
    path("report-duties/<uuid:duty_id>/end/", views.end, name="end-report-duty"),
    path("report-duties/turns/<uuid:turn_id>/write/", views.write, name="write-turn"),
    path("report-duties/turns/<uuid:turn_id>/send/", views.send, name="send-turn"),
]
