from django.urls import path

from rodtrad.web.tasks import views

urlpatterns = [
    path("tasks/<uuid:task_id>/", views.task, name="task"),
    path("tasks/<uuid:task_id>/undo/", views.undo, name="undo-task"),
    path("tasks/<uuid:task_id>/drop/", views.drop, name="drop-task"),
    path("people/<uuid:person_id>/task/", views.add, name="add-task"),
]
