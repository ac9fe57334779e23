"""In and out. Nothing here tells whether a code exists, or whom it belongs to."""

from allauth.core.ratelimit import consume
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import activate, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from rodtrad.casework.rights import operations as rights
from rodtrad.casework.rights.demo import demo_sheet
from rodtrad.casework.rights.vocabulary import Language
from rodtrad.foundation.actor import Actor
from rodtrad.web.layout.context import TEXT_SIZE
from rodtrad.web.portal.forms import PinForm, SheetSignInForm
from rodtrad.web.portal.visits import SEEN, enter, is_locked, refuse_staff, remember, visit_of
from rodtrad.web.rights.presenters import code_address, paper

# One sentence for a code that never was, a wrong PIN, and a sheet that is used, stopped or too old.
WRONG = gettext_lazy(
    "The code and the PIN do not open anything. Look at both once more. A sheet can be used once, and not after its"
    " date; where you got it you can get a new one."
)


@login_not_required
@csrf_protect
def sign_in(request: HttpRequest) -> HttpResponse:
    """Code and PIN from the sheet."""
    if request.user.is_authenticated:
        return refuse_staff(request)
    if request.method != "POST":
        return render(request, "portal/sign_in.html", {"form": SheetSignInForm()})
    return _try(request, SheetSignInForm(request.POST))


@login_not_required
def with_code(request: HttpRequest, code: str) -> HttpResponse:
    """From the square on the paper: the code is filled in, the PIN is left to write. Shown for any code at all."""
    if request.user.is_authenticated:
        return refuse_staff(request)
    language = request.GET.get("l", "")
    if language in Language.values:
        activate(language)
    answer = render(request, "portal/sign_in.html", {"form": SheetSignInForm(initial={"code": code.upper()})})
    if language in Language.values:
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax")
    return answer


@login_not_required
@require_POST
def demo(request: HttpRequest) -> HttpResponse:
    """A paper for one of the demo's people, as a worker would print it. Does not exist anywhere else."""
    now = timezone.now()
    issued = demo_sheet(at=now)
    if issued is None:
        raise Http404
    if request.user.is_authenticated:
        logout(request)
    context = {"paper": paper(issued, request=request, now=now), "way_in": code_address(issued)}
    return render(request, "portal/demo_paper.html", context)


def _try(request: HttpRequest, form: SheetSignInForm) -> HttpResponse:
    if not form.is_valid():
        return render(request, "portal/sign_in.html", {"form": form}, status=422)
    if not consume(request, action="own_pages"):
        form.add_error(None, _("There have been many tries from here. Wait ten minutes, and try again."))
        return render(request, "portal/sign_in.html", {"form": form}, status=429)
    now = timezone.now()
    visit = rights.sign_in(form.cleaned_data["code"], pin=form.cleaned_data["pin"], at=now)
    if visit is None:
        form.add_error(None, WRONG)
        return render(request, "portal/sign_in.html", {"form": form}, status=422)
    enter(request, visit)
    return remember(redirect("own-home"), visit, at=now)


@login_not_required
def unlock(request: HttpRequest) -> HttpResponse:
    """The PIN again, after some minutes without use."""
    now = timezone.now()
    visit = visit_of(request, at=now)
    if visit is None or request.user.is_authenticated:
        return redirect("own-sign-in")
    if not is_locked(request, visit, at=now):
        return redirect("own-home")
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and consume(request, action="own_pages"):
        if rights.unlock(visit.visit_id, pin=form.cleaned_data["pin"], at=now):
            return remember(redirect("own-home"), visit, at=now)
        form.add_error("pin", _("The PIN is not right."))
    return render(request, "portal/unlock.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """One press: nothing on the screen until the PIN is written. The visit goes on."""
    is_inside = visit_of(request, at=timezone.now()) is not None and not request.user.is_authenticated
    return _empty(request, redirect("own-unlock" if is_inside else "own-sign-in"))


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Log out: the visit is over and nothing stays in the browser."""
    return _empty(_end(request), render(request, "portal/signed_out.html"))


@csrf_exempt  # the open pages have the button too, and they leave no cookie; another site's press can only log out
@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close fast: logged out, and on to a page that says nothing about where one was."""
    return _empty(_end(request), redirect(settings.RODTRAD_NEUTRAL_PAGE))


def _end(request: HttpRequest) -> HttpRequest:
    now = timezone.now()
    visit = visit_of(request, at=now)
    if visit is not None:
        rights.sign_out(visit.visit_id, by=Actor.person(visit.person_id), at=now)
    if not request.user.is_authenticated:
        request.session.flush()
    return request


def _empty(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    answer.headers["Clear-Site-Data"] = '"cache"'  # storage may hold a counter's unsent counts on a lent phone
    answer.delete_cookie(SEEN)
    return answer


@login_not_required
@require_POST
def text_size(request: HttpRequest) -> HttpResponse:
    """Larger text, or as it was."""
    asked = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()})
    answer = redirect(asked if is_ours else "own-home")
    answer.set_cookie(TEXT_SIZE, "large" if request.POST.get("size") == "large" else "normal", samesite="Lax")
    return answer
