from django.urls import path

from rodtrad.hsds import views

urlpatterns = [
    path("", views.root, name="hsds-root"),
    path("about", views.about, name="hsds-about"),
    path("openapi.json", views.openapi, name="hsds-openapi"),
    path("services", views.services, name="hsds-services"),
    path("services/<uuid:pk>", views.service, name="hsds-service"),
    path("service_at_locations", views.places, name="hsds-places"),
    path("service_at_locations/<uuid:pk>", views.place, name="hsds-place"),
    path("organizations", views.organisations, name="hsds-organizations"),
    path("organizations/<uuid:pk>", views.organisation, name="hsds-organization"),
    path("taxonomies", views.taxonomies, name="hsds-taxonomies"),
    path("taxonomies/<uuid:pk>", views.taxonomy, name="hsds-taxonomy"),
    path("taxonomy_terms", views.terms, name="hsds-terms"),
    path("taxonomy_terms/<uuid:pk>", views.term, name="hsds-term"),
]
