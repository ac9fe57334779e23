"""Settings of the demo: one machine, plain HTTP, made-up people.

Plain cookie names and no redirect to TLS, since `__Host-` cookies need TLS; everything else is as in production.
"""

import os

from rodtrad.config.settings.base import *

RODTRAD_DEMO = True
RODTRAD_ALLOW_SYNTHETIC_IDS = True
SECRET_KEY = os.environ["RODTRAD_SECRET_KEY"]
RODTRAD_MASTER_KEY = os.environ["RODTRAD_MASTER_KEY"]
ALLOWED_HOSTS = ["*"]
ALLAUTH_TRUSTED_PROXY_COUNT = 0
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys over plain HTTP on one's own machine
SESSION_COOKIE_NAME = "rodtrad-session"
CSRF_COOKIE_NAME = "rodtrad-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("RODTRAD_DEMO_TLS") == "1"
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("RODTRAD_ORIGINS", "").split(",") if o]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
