"""Static files with hashed and compressed names, also inside `import ... from "./x.js"`."""

from django.contrib.staticfiles.apps import StaticFilesConfig as DjangoStaticFilesConfig
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # the library has no types
    support_js_module_import_aggregation = True


class StaticFilesConfig(DjangoStaticFilesConfig):
    # django-htmx ships extensions whose comments look like imports to the rewriter, and collectstatic
    # would stop at them. None of them is used.
    ignore_patterns = [*DjangoStaticFilesConfig.ignore_patterns, "hx-*.js", "htmx-4*.js", "htmax-4*.js"]
