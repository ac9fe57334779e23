from django.urls import path

from rodtrad.web.overdose import views

urlpatterns = [
    path("overdoses/", views.overdoses, name="overdoses"),
    path("overdoses/new/", views.register, name="overdose"),
    path("overdoses/<uuid:overdose_id>/", views.fill_in, name="overdose-form"),
    path("overdoses/<uuid:overdose_id>/card/", views.card, name="overdose-card"),
    path("people/<uuid:person_id>/prevention/", views.prevention, name="prevention"),
    path("people/<uuid:person_id>/prevention/step/", views.step, name="prevention-step"),
    path("people/<uuid:person_id>/prevention/after/", views.after, name="after-overdose"),
]
