// The page of a session: one that has just begun waits in its first field, a saved phrase goes where the cursor was, and
// a scale takes a digit, a follow-up is so many weeks away in one press.
// Everything else works without this file.

const form = document.querySelector("form.talk");
let last = null; // the box that somebody wrote in last

form?.addEventListener("focusin", ({ target }) => {
  if (target.matches("textarea, input[type=text]")) last = target;
});

if (form?.hasAttribute("data-new") && !location.hash && !document.querySelector("[data-focus]")) {
  const fields = form.querySelectorAll(".talk__parts :is(input:checked, input[type=text], textarea)");
  [...fields].find((field) => field.checkVisibility())?.focus({ preventScroll: true });
}

// A digit chooses its number wherever a scale has the focus. Ten is T, or a one and a nought in one go.
const IN_ONE_GO = 1500; // milliseconds
let one = { scale: null, at: 0 };

form?.addEventListener("keydown", (event) => {
  const scale = event.target.matches(".scale__input") ? event.target.closest(".scale") : null;
  if (!scale || event.ctrlKey || event.altKey || event.metaKey) return;
  const isNought = event.key === "0" && one.scale === scale && event.timeStamp - one.at < IN_ONE_GO;
  const value = isNought || event.key.toLowerCase() === "t" ? "10" : event.key;
  const option = /^\d+$/.test(value) && [...scale.querySelectorAll(".scale__input")].find((each) => each.value === value);
  if (!option) return;
  one = { scale: value === "1" ? scale : null, at: event.timeStamp };
  event.preventDefault();
  option.checked = true;
  option.focus();
  for (const happened of ["input", "change"]) option.dispatchEvent(new Event(happened, { bubbles: true }));
});

for (const button of form?.querySelectorAll("[data-phrase]") ?? []) {
  button.hidden = false;
  button.addEventListener("click", () => insert(button.parentElement.querySelector("[data-phrase-words]").textContent));
}

function insert(words) {
  const box = last ?? form.elements.notes;
  const gap = box.selectionStart > 0 && !/\s$/.test(box.value.slice(0, box.selectionStart)) ? " " : "";
  box.focus();
  box.setRangeText(gap + words, box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input", { bubbles: true })); // so that it is saved like what is typed
}

// A follow-up in so many weeks: one press fills the day, the month and the year.
const soon = form?.querySelector("[data-soon]");
if (soon) {
  soon.hidden = false;
  soon.addEventListener("click", ({ target }) => {
    const date = target.closest("[data-date]")?.dataset.date.split(" ");
    date?.forEach((part, place) => {
      const box = document.getElementById(`id_follow_up_on_${place}`);
      box.value = part;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });
}
