from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from rodtrad.web.accounts import views

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/demo/", views.demo_sign_in, name="demo-sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("posts/", views.posts, name="posts"),
    path("posts/<uuid:post_id>/", views.switch_post, name="switch-post"),
    path("start/", views.system_home, name="system-home"),
    path("more/", views.more, name="more"),
    path("drafts/<slug:key>/", views.keep_draft, name="save-draft"),
    # A language is no secret, and without a token in every footer the open pages need no cookie.
    path("language/", csrf_exempt(login_not_required(set_language)), name="set-language"),
]
