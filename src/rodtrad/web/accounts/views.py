from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.foundation.accounts import queries as accounts
from rodtrad.foundation.drafts.operations import save_draft
from rodtrad.foundation.drafts.queries import written_elsewhere
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.accounts.forms import SignInForm
from rodtrad.web.layout.navigation import home_of
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.middleware import DEMO, POST, SIGNED_IN_AT
from rodtrad.web.wording import dates
from rodtrad.web.wording.roles import role_names


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    """Password and second factor; in the demo also a role to pick."""
    if request.user.is_authenticated:
        return redirect("home")
    now = timezone.now()
    context = {
        "form": SignInForm(request=request),
        "was_away": "away" in request.GET,
        "roles": organisations.demo_posts(on=local_day(now)) if settings.RODTRAD_DEMO else [],
    }
    return render(request, "accounts/sign_in.html", context)


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Step into a role of the demo. Does not exist anywhere else."""
    if not settings.RODTRAD_DEMO:
        raise Http404
    post = organisations.demo_post(request.POST.get("post", ""), on=local_day(timezone.now()))
    if post is None:
        return redirect("sign-in")
    login(request, accounts.user_by_id(post.user_id), backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, None, "demo")
    request.session[DEMO] = True
    request.session[POST] = str(post.post_id)
    request.session[SIGNED_IN_AT] = timezone.now().isoformat()
    return redirect("home")


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Locks the screen: the next one to sit down signs in. Pages leave the browser; what a phone has counted and not sent stays."""
    logout(request)
    answer = redirect("sign-in")
    answer.headers["Clear-Site-Data"] = '"cache"'  # not storage: it holds the unsent counts, which are about no person
    return answer


def home(request: StaffRequest) -> HttpResponse:
    return redirect(home_of(request.actor))


def posts(request: StaffRequest) -> HttpResponse:
    """Which post one acts from, and switching it."""
    on = local_day(timezone.now())
    mine = organisations.posts_of(request.actor.user_id, on=on)  # type: ignore[arg-type]
    lines = [(p, role_names(p.roles), p.post_id == request.actor.post_id) for p in mine]
    return render(request, "accounts/posts.html", {"posts": lines})


@require_POST
def switch_post(request: StaffRequest, post_id: UUID) -> HttpResponse:
    if organisations.actor_for(post_id, user_id=request.actor.user_id, at=timezone.now()):  # type: ignore[arg-type]
        request.session[POST] = str(post_id)
    return redirect("home")


@require_POST
def keep_draft(request: StaffRequest, key: str) -> HttpResponse:
    """Keep what is typed so far."""
    now = timezone.now()
    other = written_elsewhere(key, tab=request.POST.get("draft_tab", ""), by=request.actor, at=now)
    save_draft(key, values=dict(request.POST.lists()), by=request.actor, at=now)
    if other is not None:
        said = _(
            "The same form is open in another tab, and was written in there at %(time)s. Go on in one of them only."
        )
        return HttpResponse(format_html("<strong>{}</strong>", said % {"time": dates.clock(other)}))
    return HttpResponse(_("Kept at %(time)s.") % {"time": dates.clock(now)})


def system_home(request: StaffRequest) -> HttpResponse:
    """Where a post without any access to persons starts."""
    return render(request, "accounts/system_home.html", {"roles": role_names(tuple(request.actor.roles))})


def more(request: StaffRequest) -> HttpResponse:
    return render(request, "accounts/more.html", {"sign_out": reverse("sign-out")})
