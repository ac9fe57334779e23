from django.urls import path

from rodtrad.web.counts import phone_views, round_views, views, zone_views

urlpatterns = [
    path("counts/", views.overview, name="counts"),
    path("counts/live/", views.live, name="live-rounds"),
    path("counts/reviews/", views.reviews, name="reviews"),
    path("counts/calendar/", views.calendar, name="round-calendar"),
    path("counts/series/", views.series, name="count-series"),
    path("counts/sheet/", views.sheet, name="tally-sheet"),
    path("counts/phones/", phone_views.phones, name="phones"),
    path("counts/phones/<uuid:device_id>/shut-out/", phone_views.revoke, name="revoke-phone"),
    path("counts/phones/<uuid:device_id>/found/", phone_views.restore, name="restore-phone"),
    path("counts/phones/refused/<uuid:command_id>/seen/", phone_views.mark_seen, name="refusal-seen"),
    path("counts/rounds/new/", round_views.plan, name="plan-round"),
    path("counts/rounds/<uuid:round_id>/", round_views.round_page, name="round"),
    path("counts/rounds/<uuid:round_id>/approve/", round_views.approve, name="approve-round"),
    path("counts/rounds/<uuid:round_id>/send-back/", round_views.send_back, name="send-back-round"),
    path("counts/rounds/<uuid:round_id>/correct/", round_views.correct, name="correct-round"),
    path("counts/rounds/<uuid:round_id>/paper/", round_views.paper, name="paper-round"),
    path("counts/rounds/<uuid:round_id>/not-counted/", round_views.leave_uncounted, name="leave-uncounted"),
    path("counts/rounds/<uuid:round_id>/call-off/", round_views.call_off, name="call-off-round"),
    path("counts/zones/", zone_views.zones, name="zones"),
    path("counts/zones/new/", zone_views.add, name="add-zone"),
    path("counts/zones/<uuid:zone_id>/", zone_views.zone, name="zone"),
    path("counts/zones/<uuid:zone_id>/status/", zone_views.set_status, name="zone-status"),
    path("counts/zones/<uuid:zone_id>/border/", zone_views.change_border, name="zone-border"),
    path("counts/zones/<uuid:zone_id>/counting/", zone_views.counting, name="zone-counting"),
    path("counts/zones/<uuid:zone_id>/remove/", zone_views.remove, name="remove-zone"),
]
