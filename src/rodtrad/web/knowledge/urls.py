from django.urls import path

from rodtrad.web.knowledge import views

urlpatterns = [
    path("knowledge/", views.knowledge, name="knowledge"),
    path("knowledge/new/", views.new, name="new-knowledge"),
    path("knowledge/<uuid:page_id>/", views.page, name="knowledge-page"),
    path("knowledge/<uuid:page_id>/change/", views.change, name="change-knowledge"),
    path("knowledge/<uuid:page_id>/reviewed/", views.reviewed, name="review-knowledge"),
    path("find/rules/<uuid:page_id>/", views.public_page, name="public-knowledge"),
]
