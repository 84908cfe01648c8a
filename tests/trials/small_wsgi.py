"""A web application that takes a moment for each answer, and says which web server gave it and what it was told."""

import os
import time
from collections.abc import Callable
from typing import Any


def application(environ: dict[str, Any], start_response: Callable) -> list[bytes]:
    time.sleep(0.05)
    environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    told = "|".join(
        environ.get(f"HTTP_{name}", "")
        for name in ("HOST", "X_FORWARDED_FOR", "X_FORWARDED_PROTO", "X_FORWARDED_HOST", "FORWARDED")
    )
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Told", told), ("X-Pid", str(os.getppid()))])
    return [b"well"]
