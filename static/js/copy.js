// A text in a field, taken with one press. Without this file the field is there to be selected and copied by hand.
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
