"""Somebody's phone, at the page behind the link in a message that they were really sent."""

import re
from typing import Any

from tests.prescribing.visitors import Visitor

LINK = re.compile(r"/link/([A-Za-z0-9_-]{24})/r\b")


class Phone(Visitor):
    """Opens the link of a text as it went out; each press is what the page has as a button."""

    def __init__(self, words: str) -> None:
        super().__init__(LINK.search(words)[1], "r")
        self.get()

    def press(self, said: str) -> Any:
        """With what stands on the page, as a browser sends it."""
        shown = re.search(r'name="shown" value="([^"]+)"', self.page.content.decode())
        data = {"said": said} | ({"shown": shown[1]} if shown else {})
        self.post(**data)
        return self.get() if self.page.status_code == 302 else self.page

    @property
    def buttons(self) -> set[str]:
        return set(re.findall(r'name="said" value="(\w+)"', self.page.content.decode()))
