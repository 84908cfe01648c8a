// What every page needs: the design system's components, focus after a part was swapped, forms sent once,
// and words for a server that does not answer. Everything works, more slowly, without this file.

const body = document.body;
const design = import(document.getElementById("design-system").href);
const inTheWay = (error) => error.name === "InitError" || console.error(error); // already running is fine

start(body);
design.then(({ initAll }) => initAll({ onError: inTheWay }));

// A part that htmx swapped in: start its components, say what it wants said, move to what is wrong.
document.addEventListener("htmx:load", (event) => {
  const part = event.detail.elt;
  if (part === body) return;
  start(part);
  design.then(({ initAll }) => initAll({ scope: part.parentElement ?? part, onError: inTheWay }));
});

function start(part) {
  const summary = first(part, ".nhsuk-error-summary");
  if (summary) {
    if (!document.title.startsWith("Error: ")) document.title = "Error: " + document.title;
    summary.tabIndex = -1;
    summary.focus();
  } else {
    if (part !== body) document.title = document.title.replace(/^Error: /, "");
    first(part, "[data-focus]")?.focus();
  }
  const spoken = first(part, "[data-announce]")?.dataset.announce;
  if (spoken) announce(spoken);
}

function first(part, selector) {
  return part.matches(selector) ? part : part.querySelector(selector);
}

function announce(words) {
  const announcer = document.getElementById("announcer");
  if (announcer.textContent !== words) announcer.textContent = words;
}

// A form is sent once, however often the button is pressed. The server checks this again by the form's key.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog") return;
  if (form.hasAttribute("data-sent")) {
    event.preventDefault();
    return;
  }
  form.setAttribute("data-sent", "");
  setTimeout(() => wait(form), 400); // a quick answer needs no words
  setTimeout(() => form.removeAttribute("data-sent"), 10_000); // a download leaves the page standing
});

// What is looked through takes some seconds: the page says so, or somebody thinks that nothing happened.
function wait(form) {
  const words = form.querySelector("[data-waiting]");
  if (!words) return;
  words.hidden = false;
  announce(words.dataset.waiting);
}

// A page from the browser's memory may show a patient to whoever comes next: fetch it anew.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// The server or the network does not answer a part.
const troubles = { 403: "refused", 404: "gone", 410: "gone" };
document.addEventListener("htmx:beforeRequest", () => trouble(""));
document.addEventListener("htmx:sendError", (event) => unanswered(event, "network"));
document.addEventListener("htmx:timeout", (event) => unanswered(event, "network"));
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  unanswered(event, status === 401 ? "" : troubles[status] || "server");
});

// A risk alert that did not reach the server must not look as if it had: the page says so where it was pressed, and
// nothing else speaks over it. Whoever leaves the page then is asked first.
const NOT_GONE = "[data-risk-failed]";

function unanswered(event, kind) {
  const words = event.detail.elt.closest("[data-risk]")?.querySelector(NOT_GONE);
  if (!words) return trouble(kind);
  words.hidden = false;
  words.focus({ preventScroll: true });
  words.scrollIntoView({ block: "center" });
}

addEventListener("beforeunload", (event) => {
  if (document.querySelector(`${NOT_GONE}:not([hidden])`)) event.preventDefault();
});

function trouble(kind) {
  for (const words of document.querySelectorAll("[data-trouble]")) words.hidden = words.dataset.trouble !== kind;
  if (kind) document.getElementById("trouble").scrollIntoView({ block: "nearest" });
}
