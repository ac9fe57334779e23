from django.urls import path

from rodtrad.web.emergencies import views

urlpatterns = [
    path("emergency/", views.emergencies, name="emergencies"),
    path("emergency/open/", views.break_the_glass, name="break-the-glass"),
    path("emergency/reviews/", views.reviews, name="emergency-reviews"),
    path("emergency/<uuid:emergency_id>/", views.emergency, name="emergency"),
    path("emergency/<uuid:emergency_id>/yes/", views.say_yes, name="emergency-second"),
    path("emergency/<uuid:emergency_id>/close/", views.close, name="close-emergency"),
]
