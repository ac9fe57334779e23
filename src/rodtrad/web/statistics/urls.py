from django.urls import path

from rodtrad.web.statistics import open_views, views

urlpatterns = [
    path("statistics/", views.registers, name="statistics"),
    path("statistics/method/", views.method, name="statistics-method"),
    path("statistics/<slug:register>/", views.register, name="statistics-register"),
    path("statistics/<slug:register>/threshold/", views.threshold, name="register-threshold"),
    path("statistics/<slug:register>/<str:quarter>/", views.table, name="statistics-table"),
    path("statistics/<slug:register>/<str:quarter>/table.csv", views.table_as_file, name="statistics-file"),
    path("statistics/<slug:register>/<str:quarter>/publish/", views.publish, name="publish-statistics"),
    path("statistics/<slug:register>/<str:quarter>/again/", views.count_again, name="count-again"),
    path("open/statistics/", open_views.index, name="open-statistics"),
    path("open/statistics/<slug:register>/<str:quarter>/", open_views.table, name="open-table"),
    path("open/statistics/<slug:register>/<str:quarter>/table.csv", open_views.table_as_file, name="open-file"),
]
