from django.urls import path

from rodtrad.web.consents import views

urlpatterns = [
    path("people/<uuid:person_id>/consents/", views.consents, name="consents"),
    path("people/<uuid:person_id>/consents/new/", views.give, name="give-consent"),
    path("people/<uuid:person_id>/consents/<uuid:consent_id>/sheet/", views.sheet, name="consent-sheet"),
    path("people/<uuid:person_id>/consents/<uuid:consent_id>/withdraw/", views.withdraw, name="withdraw-consent"),
    path("people/<uuid:person_id>/blocks/new/", views.block, name="block"),
    path("people/<uuid:person_id>/blocks/<uuid:block_id>/lift/", views.lift, name="lift-block"),
    path("people/<uuid:person_id>/step-aside/", views.step_aside, name="step-aside"),
]
