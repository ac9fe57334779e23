from django.urls import path

from rodtrad.web.trends import comparison_views, views

urlpatterns = [
    path("trends/", views.trends, name="trends"),
    path("trends/displacement/", comparison_views.displacement_page, name="displacement"),
    path("trends/agreement/", comparison_views.agreement_page, name="agreement"),
    path("trends/published/", comparison_views.published_page, name="published-counts"),
    path("trends/series/<slug:code>/", views.trend, name="trend"),
    path("trends/series/<slug:code>/table.csv", views.trend_table, name="trend-table"),
    path("trends/series/<slug:code>/<int:year>/", views.trend_year, name="trend-year"),
]
