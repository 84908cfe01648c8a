"""Somebody who uses the keyboard alone, and how much they have to do."""

from playwright.sync_api import Locator, Page, expect

# In the middle of what has the focus (of its first line) stands that thing itself, not something that covers it.
UNCOVERED = """e => {
  const {x, y, width, height} = e.getClientRects()[0];
  const there = document.elementFromPoint(x + Math.min(width / 2, 20), y + Math.min(height / 2, 20));
  return e === there || e.contains(there) || (e.labels && [...e.labels].some((l) => l.contains(there)));
}"""

# How something looks, with its parts, its label and what is drawn before and after: the focus has to change some of it.
LOOKS = """e => [e, ...[...e.children].slice(0, 2), ...(e.labels ?? [])]
  .flatMap((one) => ["", "::before", "::after"].map((part) => {
  const s = getComputedStyle(one, part || null);
  return [s.outline, s.boxShadow, s.backgroundColor, s.borderColor, s.borderWidth, s.color].join();
})).join("|")"""
HAS_FOCUS = "e => e === document.activeElement"
FURTHEST = 250  # stops of the longest page


class Hands:
    """Counts a field filled or a key that does something as one; moving with Tab is counted apart."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.did = self.moved = 0
        self.pages: list[str] = []

    def to(self, what: Locator) -> "Hands":
        """Tab until it has the focus, and it can be seen that it has."""
        before = "" if what.evaluate(HAS_FOCUS) else what.evaluate(LOOKS)
        self.to_one_of(what, HAS_FOCUS)
        expect(what).to_be_focused()
        expect(what).to_be_in_viewport()
        assert what.evaluate(UNCOVERED), f"{what} is covered by something"
        assert what.evaluate(LOOKS) != before, f"{what} looks as it did without the focus"
        return self

    def to_one_of(self, what: Locator, reached: str) -> "Hands":
        """Tab until a script says of it that this will do."""
        there = what.element_handle()  # looked for once: by role and name that takes longer than a key
        for _step in range(FURTHEST):
            if there.evaluate(reached):
                break
            self.page.keyboard.press("Tab")
            self.moved += 1
        return self

    def arrived(self, heading: str) -> None:
        """A page that opened, and the seconds it took until all of it was there."""
        expect(self.page.get_by_role("heading", name=heading)).to_be_attached()
        self.page.wait_for_load_state("load")
        took = self.page.evaluate("performance.getEntriesByType('navigation')[0].duration")
        self.pages.append(f"{heading} {took / 1000:.2f} s")

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.did += 1

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.did += 1

    def key(self, key: str) -> None:
        """An access key of the page, Alt and the key; a made-up press needs all that a real one carries."""
        code = f"Digit{key}" if key.isdigit() else f"Key{key.upper()}"
        press = {"modifiers": 1, "key": key, "text": key, "unmodifiedText": key, "code": code}
        session = self.page.context.new_cdp_session(self.page)
        for kind in ("keyDown", "keyUp"):
            number = ord(key.upper())
            session.send("Input.dispatchKeyEvent", {"type": kind, "windowsVirtualKeyCode": number, **press})
        session.detach()
        self.did += 1
