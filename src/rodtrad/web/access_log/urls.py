from django.urls import path

from rodtrad.web.access_log import views

urlpatterns = [
    path("access-log/", views.access_log, name="access-log"),
    path("access-log/export/", views.export, name="export-access-log"),
    path("access-log/review/", views.review, name="review-access-log"),
    path("access-log/verify/", views.verify_chain, name="verify-access-log"),
]
