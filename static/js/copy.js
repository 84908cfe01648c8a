// Taking something away with one press: a text is copied, a plan is printed. Without this file the field is there to be
// selected and copied by hand, and the browser's own command prints.
//
// <div data-copy><input readonly><button type="button" hidden>Copy</button><span role="status"></span></div>; the
// status carries what is said afterwards: data-done, and data-by-hand where the browser does not let us.

for (const part of document.querySelectorAll("[data-copy]")) start(part);

function start(part) {
  const [field, button, said] = ["input", "button", "[role=status]"].map((what) => part.querySelector(what));
  button.hidden = false;
  field.addEventListener("focus", () => field.select());
  button.addEventListener("click", async () => {
    said.textContent = "";
    const done = await taken(field);
    said.textContent = done ? said.dataset.done : said.dataset.byHand;
    if (!done) field.focus();
  });
}

const print = document.querySelector("[data-print]");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

// A summary is copied by the press that also keeps where it went. If the browser does not let us, it is selected to be
// copied by hand, and the next press keeps that it went.
const summary = document.querySelector("[data-copy-first]");
summary?.addEventListener("submit", async (event) => {
  if (!event.submitter?.hasAttribute("data-copies") || summary.dataset.copied) return;
  event.preventDefault();
  event.stopPropagation();
  const field = summary.querySelector("textarea");
  summary.dataset.copied = "1";
  if (await taken(field)) return summary.requestSubmit(event.submitter);
  const said = summary.querySelector("[role=status]");
  said.textContent = said.dataset.byHand;
  field.focus();
  field.select();
});

// Browsers keep the clipboard from pages that did not come over HTTPS; the older way still works there.
async function taken(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.select();
    return document.execCommand("copy");
  }
}
