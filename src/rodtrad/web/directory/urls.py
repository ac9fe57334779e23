from django.urls import path

from rodtrad.web.directory import card_views, desk_views, entry_views, file_views, hours_views, public_views

urlpatterns = [
    path("find/", public_views.find, name="find-help"),
    path("find/cards/", card_views.cards, name="street-cards"),
    path("find/cards/<slug:area>/", card_views.card, name="street-card"),
    path("find/<uuid:service_id>/", public_views.service, name="service"),
    path("find/<uuid:service_id>/dates.ics", file_views.exceptions, name="service-dates"),
    path("services/import/", file_views.choose_file, name="import-services"),
    path("services/import/<uuid:file_id>/", file_views.check_import, name="check-import"),
    path("services/table.xlsx", file_views.table, name="services-table"),
    path("services/table.csv", file_views.table_csv, name="services-table-csv"),
    path("services/", desk_views.look_up, name="directory"),
    path("services/ours/", desk_views.desk, name="directory-desk"),
    path("services/new/", entry_views.new, name="new-service"),
    path("services/<uuid:service_id>/", desk_views.service, name="staff-service"),
    path("services/<uuid:service_id>/change/", entry_views.change, name="change-service"),
    path("services/<uuid:service_id>/places/new/", entry_views.add_place, name="add-place"),
    path("services/<uuid:service_id>/capacity/", entry_views.capacity, name="report-capacity"),
    path("services/<uuid:service_id>/confirm/", entry_views.confirm, name="confirm-service"),
    path("services/<uuid:service_id>/publish/", entry_views.publish, name="publish-service"),
    path("services/<uuid:service_id>/plan/", entry_views.plan, name="plan-service"),
    path("services/<uuid:service_id>/pause/", entry_views.pause, name="pause-service"),
    path("services/<uuid:service_id>/end/", entry_views.end, name="end-service"),
    path("services/places/<uuid:place_id>/hours/", hours_views.set_hours, name="set-hours"),
    path("services/places/<uuid:place_id>/date/", hours_views.one_date, name="set-one-date"),
]
