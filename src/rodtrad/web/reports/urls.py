from django.urls import path

from rodtrad.web.reports import change_views, file_views, views

urlpatterns = [
    path("status/", views.public_status, name="public-status"),
    path("status/figures.csv", views.public_figures, name="public-figures"),
    path("status/file/<str:form>/", file_views.public_file, name="public-status-file"),
    path("programme/one-page/", views.one_page, name="one-page"),
    path("reports/", views.reports, name="reports"),
    path("reports/new/", change_views.start, name="new-report"),
    path("reports/<uuid:report_id>/", views.report, name="report"),
    path("reports/check/", file_views.check, name="check-report-file"),
    path("reports/<uuid:report_id>/file/<str:form>/", file_views.file, name="report-file"),
    path("reports/<uuid:report_id>/figures.csv", views.figures, name="report-figures"),
    path("reports/<uuid:report_id>/figures/new/", change_views.type_figure, name="type-figure"),
    path("reports/<uuid:report_id>/count-again/", change_views.count_again, name="count-report-again"),
    path("reports/<uuid:report_id>/chapters/new/", change_views.add_chapter, name="add-chapter"),
    path("reports/chapters/<uuid:chapter_id>/", change_views.write_chapter, name="write-chapter"),
    path("reports/chapters/<uuid:chapter_id>/comment/", change_views.comment, name="comment-on-chapter"),
    path("reports/comments/<uuid:comment_id>/answer/", change_views.answer, name="answer-comment"),
    path("reports/<uuid:report_id>/approve/", change_views.approve, name="approve-report"),
    path("reports/<uuid:report_id>/publish/", change_views.publish, name="publish-report"),
]
