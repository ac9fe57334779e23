from django.urls import path

from rodtrad.fieldapp import views

urlpatterns = [
    path("field/", views.shell, name="field-app"),
    path("field/sw.js", views.worker, name="field-worker"),
    path("field/manifest.webmanifest", views.manifest, name="field-manifest"),
    path("field/plan/", views.plan, name="field-plan"),
    path("field/sync/", views.sync, name="field-sync"),
]
