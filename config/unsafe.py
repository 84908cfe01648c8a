"""What production refuses in the environment, all of it at once, each with what to do. Plain Python: it runs first.

`manage.py ready` shows the same list, and what only the database can tell, to whoever sets the site up.
"""

import ipaddress
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs, unquote, urlsplit

Found = tuple[str, str]  # what is wrong, what to do
SHORTEST_KEY, FEWEST_LETTERS, SHORTEST_PASSWORD, SHORTEST_REASON = 40, 10, 12, 15
# Keys and passwords that stand in examples, here or anywhere.
KNOWN = (
    "only-for-",
    "django-insecure",
    "changeme",
    "change-me",
    "a long random string",
    "example",
    "skerry-demo",
)
PASSWORDS = {
    "postgres",
    "password",
    "secret",
    "admin",
    "skerry",
    "redis",
    "letmein",
    "skerry_owner",
    "skerry_web",
}
RANDOM = "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
ROLE_URLS = {"web": "DATABASE_URL", "worker": "DATABASE_WORKER_URL", "owner": "DATABASE_OWNER_URL"}
ON, OFF = ("1", "true", "yes", "on"), ("0", "false", "no", "off")
PROVIDERS = ("REMINDERS_TEXT_PROVIDER", "REMINDERS_EMAIL_PROVIDER", "REMINDERS_LETTER_PROVIDER")
_looking: list[bool] = []


def look() -> None:
    """From now on in this process problems are shown, not refused: `manage.py ready`."""
    _looking.append(True)


def is_looking() -> bool:
    return bool(_looking)


def refused(mode: str, environ: Mapping[str, str]) -> list[Found]:
    """Why this must not start."""
    if mode != "production":
        return list(loosened(mode, environ))
    checks = (address, keys, modes, mail, databases, queue, carriers)
    return [problem for check in checks for problem in check(environ)]


def words(found: list[Found]) -> str:
    head = f"Skerry does not start: {count(found)} in its settings."
    lines = [f"{n}. {what}\n   {do}" for n, (what, do) in enumerate(found, 1)]
    return "\n".join([head, *lines, "docs/deploy.md says what each setting is for."])


def count(found: list[Found]) -> str:
    return "one thing is unsafe" if len(found) == 1 else f"{len(found)} things are unsafe"


def loosened(mode: str, environ: Mapping[str, str]) -> Iterator[Found]:
    """Demo and tests loosen what only a loopback needs, and everybody knows their password."""
    host = urlsplit(environ.get("PUBLIC_URL") or "http://127.0.0.1").hostname or ""
    if not is_loopback(host):
        yield (
            f"SKERRY_MODE is {mode}, and PUBLIC_URL is an address that others reach.",
            "A demo is for this machine alone: use http://127.0.0.1, or SKERRY_MODE=production.",
        )


def address(environ: Mapping[str, str]) -> Iterator[Found]:
    url = urlsplit(environ.get("PUBLIC_URL", ""))
    typed = "Set it to the address that people type, behind TLS."
    if not environ.get("PUBLIC_URL"):
        yield "PUBLIC_URL is not set.", typed
    elif url.scheme != "https":
        yield "PUBLIC_URL does not begin with https://.", typed
    elif "*" in (url.hostname or "*"):
        yield "PUBLIC_URL names no one host.", "Name the site's own host: Skerry answers to no other."


def keys(environ: Mapping[str, str]) -> Iterator[Found]:
    key = environ.get("SECRET_KEY", "")
    if not key:
        yield "SECRET_KEY is not set.", RANDOM
    elif is_weak(key):
        yield "SECRET_KEY is short, or one that others know: with it anybody can sign in as anybody.", RANDOM
    old = [one for one in environ.get("SECRET_KEY_FALLBACKS", "").split(",") if one]
    if any(map(is_weak, old)):
        yield (
            "SECRET_KEY_FALLBACKS holds a key that is short, or known.",
            "Take it out: a key of before counts as much.",
        )


def is_weak(key: str) -> bool:
    known = any(word in key.lower() for word in KNOWN)
    return known or len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_LETTERS


def modes(environ: Mapping[str, str]) -> Iterator[Found]:
    for name in ("DEBUG", "DJANGO_DEBUG"):
        if environ.get(name, "").lower() in ON:
            yield (
                f"{name} is on.",
                "Take it away: pages with traces quote people's records, so Skerry has none.",
            )
    if environ.get("SKERRY_CLOCK_SHIFT", "") not in ("", "0"):
        yield "SKERRY_CLOCK_SHIFT moves the clock.", "Take it away: it is for tests and demos."
    off = environ.get("SKERRY_MFA_REQUIRED", "").lower() in OFF
    if off and len(environ.get("SKERRY_MFA_OFF_BECAUSE", "").strip()) < SHORTEST_REASON:
        yield (
            "SKERRY_MFA_REQUIRED is off, and nobody has written down why.",
            "Take it away, or write who decided it and why into SKERRY_MFA_OFF_BECAUSE.",
        )


def mail(environ: Mapping[str, str]) -> Iterator[Found]:
    """Whoever makes the tables writes to nobody."""
    if environ.get("SKERRY_ROLE") == "owner":
        return
    if not environ.get("EMAIL_HOST"):
        yield (
            "EMAIL_HOST is not set: risk alerts, invitations and forgotten passwords would reach nobody.",
            "Name the mail server.",
        )
    if not environ.get("EMAIL_FROM") or environ["EMAIL_FROM"].rpartition("@")[2].startswith("example."):
        yield "EMAIL_FROM is not an address of yours.", "Set it to the address that mail comes from."


def databases(environ: Mapping[str, str]) -> Iterator[Found]:
    needed = ROLE_URLS.get(environ.get("SKERRY_ROLE") or "web", "DATABASE_URL")
    if not environ.get(needed):
        yield (
            f"{needed} is not set.",
            "This process needs it: postgresql://log-in:password@server:5432/skerry",
        )
    for name in ROLE_URLS.values():
        if environ.get(name) and has_weak_password(environ[name]):
            yield (
                f"The password in {name} is missing, short, or one that others know.",
                f"Give the log-in a long random one. {RANDOM}",
            )


def has_weak_password(address: str) -> bool:
    """Over a socket of this machine, or with a certificate or a password file, none is needed."""
    url = urlsplit(address)
    options = parse_qs(url.query)
    if not url.hostname or {"sslcert", "passfile"} & options.keys():
        return False
    password = unquote(url.password or "")
    known = password.lower() in PASSWORDS or any(word in password.lower() for word in KNOWN)
    return known or len(password) < SHORTEST_PASSWORD or password == url.username


def queue(environ: Mapping[str, str]) -> Iterator[Found]:
    url = urlsplit(environ.get("REDIS_URL", ""))
    if not url.scheme:
        if environ.get("SKERRY_ROLE") == "worker":
            yield "REDIS_URL is not set: no message would go out.", "Set it to your Redis."
    elif (
        url.scheme != "unix"
        and not is_loopback(url.hostname or "")
        and has_weak_password(environ["REDIS_URL"])
    ):
        yield (
            "REDIS_URL reaches over the network without a password, or with one that others know.",
            f"Set requirepass in Redis, and redis://:password@server:6379/0 here. {RANDOM}",
        )


def carriers(environ: Mapping[str, str]) -> Iterator[Found]:
    for name in PROVIDERS:
        provider = environ.get(name, "")
        if provider.endswith("FileProvider") or provider.startswith("tests."):
            yield (
                f"{name} writes messages into files, and nobody gets them.",
                "Take it away, or name who carries them: docs/providers.md.",
            )


def advised(environ: Mapping[str, str]) -> list[Found]:
    """What may be meant, and usually is not."""
    checks = (advised_of_care, advised_of_walls)
    return [problem for check in checks for problem in check(environ)]


def advised_of_care(environ: Mapping[str, str]) -> Iterator[Found]:
    if not environ.get("SKERRY_CRISIS_CHECKED"):
        yield (
            "Nobody has checked whom pages tell people to call in a crisis.",
            "Check SKERRY_CRISIS_NHS and SKERRY_CRISIS_SAMARITANS for your area; say who did in SKERRY_CRISIS_CHECKED.",
        )
    if not environ.get("SKERRY_CRISIS_LINE"):
        yield "SKERRY_CRISIS_LINE is not set.", "Name the local crisis number for pages that patients see."
    if not (environ.get("NOTIFY_API_KEY") or environ.get("REMINDERS_TEXT_PROVIDER")):
        yield "Nobody carries text messages: each becomes a call for a person.", "See docs/providers.md."


def advised_of_walls(environ: Mapping[str, str]) -> Iterator[Found]:
    role = environ.get("SKERRY_ROLE") or "web"
    if role != "owner" and environ.get("DATABASE_OWNER_URL"):
        yield (
            f"This process is the {role}'s, and is told the owner's log-in.",
            "Tell each process only its own.",
        )
    if environ.get("SKERRY_PROXIES") == "0":
        yield (
            "SKERRY_PROXIES is 0: behind a proxy everybody seems to come from one address, and is slowed as one.",
            "Count the proxies of yours that a request comes through.",
        )
    if environ.get("SKERRY_MFA_REQUIRED", "").lower() in OFF:
        yield (
            f"Signing in takes a password alone: {environ.get('SKERRY_MFA_OFF_BECAUSE', 'no reason is given')}",
            "Look at this again before the next audit.",
        )


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
