"""Settings of the tests: real PostgreSQL, made-up keys, errors where production would be kind."""

import base64
import os

from rodtrad.config.settings.base import *

SECRET_KEY = "only for the tests, never for people"
RODTRAD_MASTER_KEY = base64.b64encode(bytes(range(32))).decode()
RODTRAD_ALLOW_SYNTHETIC_IDS = True
RODTRAD_DEMO = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
if "RODTRAD_TEST_TEMPLATE" in os.environ:
    DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ["RODTRAD_TEST_TEMPLATE"]}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
ALLAUTH_TRUSTED_PROXY_COUNT = 0
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
# By its own name, so that the live server finds the files as they are, not as they were collected last.
INSTALLED_APPS[INSTALLED_APPS.index("rodtrad.config.static_files.StaticFilesConfig")] = "django.contrib.staticfiles"
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *(m for m in MIDDLEWARE if "whitenoise" not in m)]
ZEAL_RAISE = True
LOGGING["root"]["level"] = "WARNING"  # type: ignore[index]
LANGUAGE_CODE = "en"  # tests name the sentences as the code has them
