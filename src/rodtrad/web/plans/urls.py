from django.urls import path

from rodtrad.web.plans import views, writing_views

urlpatterns = [
    path("people/<uuid:person_id>/plan/", views.plan, name="plan"),
    path("people/<uuid:person_id>/plan/start/", views.start, name="start-plan"),
    path("people/<uuid:person_id>/plan/crisis/", views.crisis, name="crisis-plan"),
    path("people/<uuid:person_id>/plan/paper/", views.paper, name="paper-plan"),
    path("people/<uuid:person_id>/plan/versions/<int:number>/", views.changes, name="plan-changes"),
    path("people/<uuid:person_id>/plan/<uuid:plan_id>/status/", views.move, name="move-plan"),
    path("people/<uuid:person_id>/plan/<uuid:plan_id>/evaluate/", views.evaluate, name="evaluate-plan"),
    path("people/<uuid:person_id>/plan/<uuid:plan_id>/seen/", views.seen, name="plan-seen"),
    path("people/<uuid:person_id>/plan/<uuid:plan_id>/goal/", writing_views.add_goal, name="add-goal"),
    path("people/<uuid:person_id>/plan/<uuid:plan_id>/activity/", writing_views.add_activity, name="add-activity"),
    path("people/<uuid:person_id>/plan/<uuid:plan_id>/text/<slug:kind>/", writing_views.text, name="plan-text"),
    path("people/<uuid:person_id>/plan/words/<uuid:passage_id>/", writing_views.rewrite, name="rewrite"),
    path("people/<uuid:person_id>/plan/goal/<uuid:passage_id>/state/", writing_views.goal_state, name="goal-state"),
    path("people/<uuid:person_id>/plan/activity/<uuid:passage_id>/", writing_views.activity, name="activity"),
    path("people/<uuid:person_id>/plan/activity/<uuid:passage_id>/done/", writing_views.done, name="activity-done"),
]
