// The page of a session: one that has just begun waits in its first field, a saved phrase goes where the cursor was, and
// a follow-up is so many weeks away in one press.
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
