from django.urls import path

from rodtrad.web.stays import views

urlpatterns = [
    path("people/<uuid:person_id>/stays/", views.stays, name="stays"),
    path("people/<uuid:person_id>/stays/new/", views.begin, name="begin-stay"),
    path("people/<uuid:person_id>/stays/<uuid:stay_id>/end/", views.end, name="end-stay"),
    path("acute-stays/", views.many, name="many-stays"),
    path("acute-stays/reviews/new/", views.start_review, name="start-stay-review"),
    path("acute-stays/reviews/<uuid:review_id>/", views.review, name="stay-review"),
    path("acute-stays/reviews/<uuid:review_id>/close/", views.close_review, name="close-stay-review"),
    path("acute-stays/reviews/<uuid:review_id>/<uuid:row_id>/", views.promise, name="stay-promise"),
    path("acute-stays/reviews/<uuid:review_id>/<uuid:row_id>/kept/", views.keep, name="stay-promise-kept"),
]
