from django.urls import path

from rodtrad.web.chain_figures import views

urlpatterns = [
    path("chain/", views.chain, name="chain"),
]
