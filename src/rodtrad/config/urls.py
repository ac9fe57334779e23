from django.urls import include, path

handler500 = "rodtrad.web.public.views.fault"

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("", include("rodtrad.web.public.urls")),
    path("", include("rodtrad.web.accounts.urls")),
    path("", include("rodtrad.web.worklists.urls")),
    path("", include("rodtrad.web.person_page.urls")),
    path("", include("rodtrad.web.access_log.urls")),
    path("", include("rodtrad.web.consents.urls")),
    path("", include("rodtrad.web.emergencies.urls")),
    path("", include("rodtrad.web.persons.urls")),
    path("", include("rodtrad.web.responsibility.urls")),
    path("", include("rodtrad.web.inbox.urls")),
    path("", include("rodtrad.web.encounters.urls")),
    path("", include("rodtrad.web.plans.urls")),
    path("", include("rodtrad.web.tasks.urls")),
    path("", include("rodtrad.web.stays.urls")),
    path("", include("rodtrad.web.organisations.urls")),
    path("", include("rodtrad.web.rulebook.urls")),
    path("", include("rodtrad.web.counts.urls")),
    path("", include("rodtrad.fieldapp.urls")),
    path("", include("rodtrad.web.chain_figures.urls")),
    path("", include("rodtrad.web.district_offers.urls")),
    path("", include("rodtrad.web.work_list.urls")),
    path("", include("rodtrad.web.trends.urls")),
    path("", include("rodtrad.web.rights.urls")),
    path("", include("rodtrad.web.discussions.urls")),
    path("me/", include("rodtrad.web.portal.urls")),
    path("", include("rodtrad.web.directory.urls")),
    path("", include("rodtrad.web.measures.urls")),
]
