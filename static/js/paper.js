// The page of a plan: one press prints it. Without this file the browser's own command does.

const button = document.querySelector("[data-print]");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// A summary is copied by the press that also keeps where it went. If the browser does not let us, it is selected to be
// copied by hand, and the next press keeps that it went.
const form = document.querySelector("[data-copy-first]");
form?.addEventListener("submit", async (event) => {
  if (!event.submitter?.hasAttribute("data-copies") || form.dataset.copied) return;
  event.preventDefault();
  event.stopPropagation();
  const field = form.querySelector("textarea");
  form.dataset.copied = "1";
  if (await taken(field)) return form.requestSubmit(event.submitter);
  const said = form.querySelector("[role=status]");
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
