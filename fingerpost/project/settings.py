"""Settings of the web product. What differs from place to place comes from the environment:

FINGERPOST_HOME        the folder of database, files and outgoing letters (here var/, elsewhere ./fingerpost-data)
FINGERPOST_DATABASE    postgresql://user:password@host/name; without it an SQLite file in the home
FINGERPOST_SECRET_KEY  signs sessions and links; without it one is made once and kept in the home
FINGERPOST_HOSTS       the names under which the product is reached, with commas between
FINGERPOST_HTTPS       1 where visitors come by https: cookies then travel by https only
FINGERPOST_PROVIDER    the provider's name, at the foot of each page, and that letters come from
FINGERPOST_SMTP        smtps://user:password@host or smtp://…: the server that takes mail; without it the outbox
FINGERPOST_MAIL_FROM   the address that mail comes from
FINGERPOST_IMAP        imaps://user:password@host/INBOX: the mailbox of that address, where delivery reports come
FINGERPOST_DEMO        1 for a demonstration: the product makes up its people, and anyone may sign in as any of them
"""

from email.utils import formataddr

from fingerpost.project.environment import Environment
from fingerpost.project.mailing import as_settings
from fingerpost.project.places import PACKAGE, packs

ENVIRONMENT = Environment.read()
HOME = ENVIRONMENT.home
PACKS = packs()
DEMO = ENVIRONMENT.demo
PROVIDER_NAME = ENVIRONMENT.provider

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ENVIRONMENT.hosts if ENVIRONMENT.https]
ROOT_URLCONF = "fingerpost.project.urls"
WSGI_APPLICATION = "fingerpost.project.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "fingerpost.kit",
    "fingerpost.journal",
    "fingerpost.facts",
    "fingerpost.people",
    "fingerpost.policies",
    "fingerpost.duties",
    "fingerpost.letters",
    "fingerpost.caseload",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "fingerpost.kit.middleware.guard_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "fingerpost.people.middleware.read_the_clock_and_the_viewer",
    "fingerpost.people.middleware.speak_the_language",
    "fingerpost.project.frame.name_the_tabs",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fingerpost.kit.context.shell",
            ],
            "builtins": ["fingerpost.kit.templatetags.kit", "django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

# Limits on trying to sign in are counted here: all processes of a machine share them.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": HOME / "cache"},
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENVIRONMENT.https else 0

FORM_RENDERER = "fingerpost.kit.renderer.KitRenderer"

DATABASES = {"default": ENVIRONMENT.database}

# What follows from facts, in this order and in the transaction that records them. The one place that says so.
FACTS_ARE_FOLLOWED_BY = ["fingerpost.duties.actions.refresh", "fingerpost.caseload.follow.project"]
# What follows when somebody leaves, in that transaction: the record says that nobody has their learners.
LEAVING_IS_FOLLOWED_BY = ["fingerpost.caseload.actions.coach_left"]

# Where the page about a subject is, and where facts about it are recorded: rooms know each other's pages by address.
SUBJECT_PAGES = {"enrolment": "caseload:learner"}
RECORDING_PAGES = {
    "enrolment": "caseload:record",
    "enrolment/contact": "caseload:log_contact",
    "enrolment/rating": "caseload:rate",
    "enrolment/rating_stands": "caseload:rate",
    "enrolment/progress": "caseload:record_progress",
    "enrolment/break_ended": "caseload:end_break",
    "enrolment/start-indicators/check-start-indicators": "caseload:note_indicator",
}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_ADAPTER = "fingerpost.people.adapter.InvitedOnly"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False  # devices are shared: nobody stays signed in beyond the session
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or a new key is told to its owner
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Fingerpost"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.https

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [PACKAGE / "kit" / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Mail stays on the machine, a file each, until a provider names its mail server.
globals().update(ENVIRONMENT.mailing.of_django())
EMAIL_FILE_PATH = HOME / "outbox"
DEFAULT_FROM_EMAIL = formataddr((PROVIDER_NAME, ENVIRONMENT.mailing.address))
MAIL_FROM = ENVIRONMENT.mailing.address
MAIL_SERVER = as_settings(ENVIRONMENT.mailing.smtp)
MAIL_BOX = as_settings(ENVIRONMENT.mailing.imap)

# A session ends twelve hours after signing in, with the browser, or by signing out.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.https
SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https else None
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.https else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
