from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy as _

EMPTY = {"login": _("Write your e-mail address."), "password": _("Write your password.")}


class SignInForm(LoginForm):  # type: ignore[misc]  # the library has no types
    """The sign-in of the library, with sentences of our own for empty fields."""

    use_required_attribute = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)
        for name, sentence in EMPTY.items():
            self.fields[name].error_messages["required"] = str(sentence)
            self.fields[name].widget.attrs.pop("placeholder", None)
