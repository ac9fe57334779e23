from django.urls import path

from rodtrad.web.disclosures import guide_views, views

urlpatterns = [
    path("people/<uuid:person_id>/sent/", views.sent, name="sent"),
    path("people/<uuid:person_id>/sent/new/", views.send, name="send-out"),
    path("people/<uuid:person_id>/sent/told/", views.told, name="note-told"),
    path("people/<uuid:person_id>/sent/<uuid:disclosure_id>/", views.one, name="one-sent"),
    path("people/<uuid:person_id>/sent/<uuid:disclosure_id>/letter/", views.letter, name="sent-letter"),
    path("people/<uuid:person_id>/share-guide/", guide_views.share_guide, name="share-guide-person"),
    path("share-guide/", guide_views.share_guide, name="share-guide"),
    path("duties/", guide_views.duties, name="duties"),
]
