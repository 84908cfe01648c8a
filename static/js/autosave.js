// <form data-autosave="URL">: what is typed reaches the server within five seconds and on leaving a field. When it
// cannot, the words stay in this page, and the page says so. Nothing is kept in the browser's storage.
//
// The server answers 204 (stored; X-Skerry-Version may carry the draft's new version, which goes into the input
// named by data-autosave-version), 409 (changed elsewhere: nothing was overwritten), or a way to sign in.

const DELAY = 3000; // and two seconds for the network
const LONGEST_PAUSE = 30_000;
const KEPT_ALIVE = 30_000; // browsers allow 64 kB; a letter may take two bytes
const HELD_BACK = ["network", "signed-out", "somebody-else"]; // sending the form now would lose it

const skerry = (window.skerry = Object.assign(window.skerry || {}, { clock, flush, unsaved }));
const drafts = new Map();
const touched = new Set(); // ordinary forms with words in them, for the end of a session

class Draft {
  constructor(form) {
    this.form = form;
    this.typed = 0;
    this.sent = 0;
    this.stored = 0;
    this.failures = 0;
    this.state = "";
    this.sending = null;
  }

  get isUnsaved() {
    return this.typed !== this.stored;
  }

  touch() {
    this.typed += 1;
    this.line("unsaved");
    if (!this.timer && this.state !== "conflict") this.later(DELAY);
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      this.save();
    }, pause);
  }

  // One request at a time; what is typed meanwhile goes with the next.
  save() {
    if (!this.sending && this.isUnsaved && this.state !== "conflict") {
      clearTimeout(this.timer);
      this.timer = null;
      this.sending = this.send().finally(() => (this.sending = null));
    }
    return this.sending;
  }

  async send() {
    const typed = (this.sent = this.typed);
    this.line("saving");
    try {
      this.settle(await this.post(), typed);
    } catch {
      this.fail("network");
    }
  }

  async post(again = true) {
    const words = new FormData(this.form);
    words.delete("form_key"); // the key is for the one time that the form is really sent
    const answer = await fetch(this.form.dataset.autosave, {
      method: "POST",
      body: words,
      headers: { "X-Skerry-Background": "1", ...skerry.activity?.() },
      redirect: "manual",
      keepalive: sizeOf(words) < KEPT_ALIVE, // goes on when the page is left
      signal: AbortSignal.timeout(15_000),
    });
    if (!again || !isSignedOut(answer) || !skerry.comeBack) return answer;
    const who = await skerry.comeBack();
    return who === "same" ? this.post(false) : { who };
  }

  settle(answer, typed) {
    if (answer.who) this.fail(answer.who === "nobody" ? "signed-out" : "somebody-else");
    else if (answer.ok) this.keep(answer, typed);
    else if (answer.status === 409) this.show("conflict");
    else if (answer.status >= 500 || answer.status === 429) this.fail("server");
    else this.show("refused");
  }

  keep(answer, typed) {
    this.stored = typed;
    this.failures = 0;
    const version = answer.headers.get("X-Skerry-Version");
    const input = this.form.elements[this.form.dataset.autosaveVersion || "version"];
    if (version && input) input.value = version;
    this.show("");
    const at = clock(new Date());
    for (const words of this.all("[data-autosave-at], [data-autosave-since]")) words.textContent = at;
    this.line(this.isUnsaved ? "unsaved" : "saved");
    if (this.isUnsaved) this.later(DELAY);
  }

  fail(state) {
    this.failures += 1;
    this.show(state);
    this.later(Math.min(LONGEST_PAUSE, 1000 * 2 ** this.failures));
  }

  show(state) {
    this.state = state;
    if (state) this.line("unsaved");
    for (const words of this.all("[data-autosave-state]")) words.hidden = words.dataset.autosaveState !== state;
  }

  line(which) {
    for (const words of this.all("[data-autosave-line]")) words.hidden = words.dataset.autosaveLine !== which;
  }

  all(selector) {
    return this.form.querySelectorAll(selector);
  }
}

function sizeOf(words) {
  return [...words].reduce((size, [name, value]) => size + name.length + (value.size ?? value.length) + 200, 0);
}

function isSignedOut(answer) {
  return answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;
}

function clock(at) {
  const minutes = at.getMinutes() ? ":" + String(at.getMinutes()).padStart(2, "0") : "";
  return `${at.getHours() % 12 || 12}${minutes}${at.getHours() < 12 ? "am" : "pm"}`;
}

function draftOf(element) {
  const form = element.form ?? element.closest?.("form");
  if (!form?.dataset.autosave) return null;
  if (!drafts.has(form)) drafts.set(form, new Draft(form));
  return drafts.get(form);
}

function standing() {
  return [...drafts.values()].filter((draft) => draft.form.isConnected);
}

function flush() {
  return Promise.all(standing().map((draft) => draft.save()));
}

function unsaved() {
  return standing().some((draft) => draft.isUnsaved) || [...touched].some((form) => form.isConnected);
}

function isKept(form) {
  return form?.method === "post" && !form.hasAttribute("data-not-kept");
}

document.addEventListener("input", (event) => {
  const draft = draftOf(event.target);
  if (draft) draft.touch();
  else if (isKept(event.target.form)) touched.add(event.target.form);
});
// Not while a button is held down: what an answer shows would move it away from under the mouse, and the press be lost.
let pressing = false;
document.addEventListener("pointerdown", (event) => (pressing = Boolean(event.target.closest("button"))));
for (const over of ["pointerup", "pointercancel"]) document.addEventListener(over, () => (pressing = false));
for (const leaving of ["change", "focusout"]) {
  document.addEventListener(leaving, (event) => pressing || draftOf(event.target)?.save());
}

// Sending the form: store the last words first, so that a session which ended meanwhile costs none of them.
document.addEventListener("submit", (event) => {
  const form = event.target;
  touched.delete(form);
  const draft = drafts.get(form);
  if (!draft?.isUnsaved || draft.goes) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  send(draft, event.submitter);
}, { capture: true });

async function send(draft, button) {
  await draft.sending;
  await draft.save();
  if (HELD_BACK.includes(draft.state)) {
    draft.form.querySelector(`[data-autosave-state=${draft.state}]`).scrollIntoView({ block: "center" });
    return;
  }
  draft.goes = true;
  setTimeout(() => (draft.goes = false), 10_000);
  setTimeout(() => draft.form.requestSubmit(button)); // inside the first submit event a second one is ignored
}

document.addEventListener("htmx:afterRequest", (event) => {
  const draft = drafts.get(event.detail.elt);
  if (!draft) return;
  draft.goes = false;
  if (event.detail.successful) draft.stored = draft.typed;
});

addEventListener("online", flush);
addEventListener("focus", () => standing().forEach((draft) => draft.state && draft.save()));
document.addEventListener("visibilitychange", () => document.hidden && flush());
addEventListener("beforeunload", (event) => {
  const kept = standing().filter((draft) => draft.isUnsaved && !draft.goes);
  kept.forEach((draft) => draft.save());
  if (kept.some((draft) => draft.state || draft.sent !== draft.typed || !navigator.onLine)) event.preventDefault();
});

document.documentElement.dataset.autosaves = ""; // from here on the page may say that words are saved as they are typed
