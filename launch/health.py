"""Does the site inside this container answer? The image's health check, which needs nothing but Python."""

import os
import sys
import urllib.request
from urllib.parse import urlsplit


def main() -> None:
    """Asked as the proxy would ask: the site answers only to its own name."""
    public = urlsplit(os.environ["PUBLIC_URL"])
    headers = {"Host": public.netloc, "X-Forwarded-Proto": public.scheme}
    request = urllib.request.Request("http://127.0.0.1:8000/healthz/web", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=4):
            return
    except OSError as problem:
        sys.exit(f"unhealthy: {problem}")


if __name__ == "__main__":
    main()
