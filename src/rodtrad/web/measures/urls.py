from django.urls import path

from rodtrad.web.measures import change_views, review_views, views

urlpatterns = [
    path("programme/", views.programme, name="programme"),
    path("action-plans/", views.plans, name="action-plans"),
    path("action-plans/new/", change_views.start_plan, name="new-action-plan"),
    path("action-plans/<uuid:plan_id>/", views.plan, name="action-plan"),
    path("action-plans/<uuid:plan_id>/goals/", views.aims, name="action-plan-goals"),
    path("action-plans/<uuid:plan_id>/goals/new/", change_views.add_aim, name="new-goal"),
    path("action-plans/<uuid:plan_id>/coverage/", views.coverage, name="action-plan-coverage"),
    path("action-plans/<uuid:plan_id>/table.csv", views.table, name="action-plan-table"),
    path("action-plans/<uuid:plan_id>/adopted/", change_views.adopt, name="adopt-action-plan"),
    path("action-plans/<uuid:plan_id>/review/", review_views.review, name="review-action-plan"),
    path("action-plans/<uuid:plan_id>/close/", review_views.close, name="close-action-plan"),
    path("action-plans/<uuid:plan_id>/measures/new/", change_views.add_measure, name="new-measure"),
    path("measures/<uuid:measure_id>/", views.measure, name="measure"),
    path("measures/<uuid:measure_id>/news/", change_views.tell, name="tell-of-measure"),
    path("measures/<uuid:measure_id>/change/", change_views.change, name="change-measure"),
    path("measures/<uuid:measure_id>/end/", change_views.end, name="end-measure"),
    path("measures/<uuid:measure_id>/review/", review_views.choose, name="review-measure"),
    path("measures/parts/<uuid:part_id>/answer/", change_views.answer, name="answer-part"),
]
