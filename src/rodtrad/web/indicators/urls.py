from django.urls import path

from rodtrad.web.indicators import figure_views, views

urlpatterns = [
    path("indicators/", views.indicators, name="indicators"),
    path("indicators/new/", views.make, name="make-indicator"),
    path("indicators/<uuid:indicator_id>/", views.indicator, name="indicator"),
    path("indicators/<uuid:indicator_id>/definition/", views.change, name="change-indicator"),
    path("indicators/<uuid:indicator_id>/value/", views.value, name="indicator-value"),
    path("external/", figure_views.figures, name="external-figures"),
    path("external/compare/", figure_views.compare, name="compare-figures"),
    path("external/<slug:code>/", figure_views.figure, name="external-figure"),
    path("external/<slug:code>/denominator/", figure_views.denominator, name="figure-denominator"),
    path("external/<slug:code>/settle/", figure_views.settle, name="settle-figure"),
]
