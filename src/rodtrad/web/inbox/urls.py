from django.urls import path

from rodtrad.web.inbox import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/<uuid:item_id>/take/", views.take, name="take-notice"),
    path("notices/barriers/<uuid:report_id>/", views.barrier, name="barrier"),
]
