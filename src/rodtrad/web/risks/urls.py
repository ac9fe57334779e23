from django.urls import path

from rodtrad.web.risks import views

urlpatterns = [
    path("risks/", views.register, name="risks"),
    path("measures/<uuid:measure_id>/risks/", views.of_measure, name="measure-risks"),
    path("action-plans/<uuid:plan_id>/risks/", views.of_plan, name="plan-risks"),
    path("risks/<uuid:analysis_id>/", views.analysis, name="risk-analysis"),
    path("risks/<uuid:analysis_id>/consequences/", views.consequences, name="write-consequences"),
    path("risks/<uuid:analysis_id>/new/", views.add, name="new-risk"),
    path("risks/<uuid:analysis_id>/finish/", views.finish, name="finish-analysis"),
    path("risks/<uuid:analysis_id>/waive/", views.waive, name="waive-analysis"),
    path("risks/one/<uuid:risk_id>/change/", views.change, name="change-risk"),
    path("risks/one/<uuid:risk_id>/outcome/", views.tell, name="tell-of-risk"),
]
