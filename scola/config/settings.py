"""Django settings. What may change from one installation to the next comes from the environment."""

import secrets
from pathlib import Path

import django.conf.locale

from scola.config import env

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = env.folder("SCOLA_DATA", BASE_DIR / "var")
PORT = env.number("PORT", 8000)
HOST = env.text("SCOLA_HOST", "127.0.0.1")
RT_PORT = env.number("SCOLA_RT_PORT", PORT + 1)
# Where browsers find the socket; empty means "same host, RT_PORT".
RT_URL = env.text("SCOLA_RT_URL")
DEBUG = env.flag("SCOLA_DEBUG")
# The demo city shows whose sign-in to try on the first page; a real city never does.
DEMO = (DATA_DIR / "demo.json").exists()


def _secret_key() -> str:
    file = DATA_DIR / "secret" / "django.key"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text().strip()


SECRET_KEY = env.text("SCOLA_SECRET_KEY") or _secret_key()
ALLOWED_HOSTS = env.listing("SCOLA_ALLOWED_HOSTS") or [
    "127.0.0.1",
    "localhost",
    "[::1]",
    "testserver",
]
CSRF_TRUSTED_ORIGINS = env.listing("SCOLA_TRUSTED_ORIGINS")
HTTPS = env.flag("SCOLA_HTTPS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "scola.kernel",
    "scola.kernel.ui",
    "scola.directory",
    "scola.board",
    "scola.lesson",
    "scola.sharing",
    "scola.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "scola.kernel.csp.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "scola.kernel.body_limit.BodyLimit",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "scola.directory.http.ActorMiddleware",
    "scola.kernel.page.Refusals",
]

ROOT_URLCONF = "scola.config.urls"
WSGI_APPLICATION = "scola.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "scola.kernel.ui.templatetags.ui",
            ],
        },
    }
]

DATABASES = {"default": env.database(env.text("DATABASE_URL"), DATA_DIR / "scola.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "directory.Account"
AUTHENTICATION_BACKENDS = ["scola.directory.backend.AccountBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "email"), "max_similarity": 0.6},
    },
]
LOGIN_URL = "directory:sign_in"

SESSION_COOKIE_NAME = "scola_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = False
CSRF_FAILURE_VIEW = "scola.kernel.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"

# Corsican is a language of the house; Django itself does not know it.
django.conf.locale.LANG_INFO["co"] = {
    "bidi": False,
    "code": "co",
    "name": "Corsican",
    "name_local": "Corsu",
}
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("co", "Corsu")]
LANGUAGE_COOKIE_NAME = "scola_language"
LOCALE_PATHS = [BASE_DIR / "scola" / "locale"]
FORMAT_MODULE_PATH = "scola.config.formats"
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Europe/Paris"
USE_TZ = True

STATIC_URL = "/static/"
# WhiteNoise serves what the finders find: there is nothing to collect.
STATIC_ROOT = None
STATICFILES_DIRS: list[Path] = []
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
# Vite's files carry the hash of their content in the name.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/build/assets/.+-[\w-]{8}\."

FILES_DIR = DATA_DIR / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
UPLOAD_LIMIT = 50 * 1024 * 1024

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": True}}

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if env.text("SMTP_HOST")
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST = env.text("SMTP_HOST")
EMAIL_PORT = env.number("SMTP_PORT", 25)
EMAIL_HOST_USER = env.text("SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("SMTP_TLS")
DEFAULT_FROM_EMAIL = env.text("SCOLA_MAIL_FROM", "Scola <scola@localhost>")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
