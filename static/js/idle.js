// A session ends when nobody pressed anything for a while: warn two minutes before, go on at any key, lose nothing.
// The server decides; this tells it about key presses, and tells the person what the server will do.

const settings = document.body.dataset;
const skerry = (window.skerry = Object.assign(window.skerry || {}, { activity: () => ({}), comeBack }));
if (settings.idleSeconds) watch();

// Requests of htmx say whether somebody pressed a key since the last one: a poll alone holds no session open.
document.addEventListener("htmx:configRequest", (event) => {
  Object.assign(event.detail.headers, skerry.activity());
});

// Who is signed in now? The same person goes on with a fresh token; nobody else gets at what is on this page.
async function comeBack() {
  const answer = await fetch(settings.home, { headers: { "X-Skerry-Background": "1" } });
  if (new URL(answer.url).pathname.startsWith(settings.signIn)) return "nobody";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.body.dataset.user) return "nobody";
  if (page.body.dataset.user !== settings.user) return "somebody-else";
  const token = page.querySelector("[name=csrfmiddlewaretoken]").value;
  for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token;
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
  return "same";
}

function watch() {
  const limit = Number(settings.idleSeconds) * 1000;
  const warning = Math.min(120_000, limit / 2);
  const ping = Math.min(60_000, limit / 4);
  const ends = Date.now() + (Number(settings.absoluteSeconds) || Infinity) * 1000;
  const dialog = document.getElementById("idle");
  const find = (selector) => dialog.querySelector(selector);
  const tabs = new BroadcastChannel("skerry");
  let heard = 0; // when the server last heard of somebody; all tabs agree on it
  let pressed = false;
  let understood = false;
  let state = "here"; // then warned, limit, leaving, over

  hear(Date.now());

  function hear(at) {
    heard = at;
    tabs.postMessage({ heard: at, user: settings.user });
  }

  tabs.addEventListener("message", ({ data }) => {
    if (data.out) leave();
    else if (data.user === settings.user && data.heard > heard) {
      heard = data.heard;
      if (state === "warned") show("here");
    }
  });

  for (const kind of ["keydown", "pointerdown"]) addEventListener(kind, press, { capture: true, passive: true });

  function press() {
    if (state !== "here") return;
    pressed = true;
    if (Date.now() - heard > ping) stay();
  }

  skerry.activity = () => {
    if (!pressed) return {};
    pressed = false;
    hear(Date.now());
    return { "X-Skerry-Active": "1" };
  };

  async function stay() {
    pressed = false;
    hear(Date.now());
    show("here");
    const answer = await post(settings.stillHere).catch(() => null);
    if (answer && !answer.ok) end(); // without an answer the session may still stand: go on until one comes
  }

  function post(url) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const headers = { "X-CSRFToken": token, "X-Skerry-Background": "1", "X-Skerry-Active": "1" };
    return fetch(url, { method: "POST", headers, redirect: "manual" });
  }

  setInterval(look, 1000);
  document.addEventListener("visibilitychange", look);

  function look() {
    if (state === "leaving" || state === "over") return;
    const now = Date.now();
    const idle = heard + limit - now;
    if (Math.min(idle, ends - now) <= 0) end();
    else if (idle < warning) show("warned");
    else if (ends - now < warning && !understood) show("limit");
    if (state === "warned") count(Math.ceil(idle / 1000));
  }

  function count(seconds) {
    const words = seconds > 60 ? "2 minutes" : seconds === 1 ? "1 second" : `${seconds} seconds`;
    find("[data-idle-left]").textContent = words;
    if (seconds === 60 || seconds === 30) find("[data-idle-spoken]").textContent = `${words} left`;
  }

  function show(next) {
    if (state === next) return;
    state = next;
    if (next === "here") return dialog.close();
    for (const part of dialog.querySelectorAll("[data-idle]")) part.hidden = part.dataset.idle !== next;
    dialog.setAttribute("aria-labelledby", `idle-${next}`);
    find("[data-idle-at]").textContent = skerry.clock(new Date(ends));
    if (!dialog.open) dialog.showModal();
    find(`[data-idle=${next}] button, [data-idle=${next}] a`).focus();
  }

  // Any key goes on, except those that move to "Sign out" or press it.
  dialog.addEventListener("keydown", (event) => {
    const moves = ["Tab", "Shift", "Control", "Alt", "Meta"].includes(event.key);
    if (state !== "warned" || moves || event.target.closest("[data-sign-out]")) return;
    event.preventDefault();
    stay();
  });
  dialog.addEventListener("close", () => {
    if (state === "warned") stay();
    else if (state === "limit") understand();
    else if (state === "over") dialog.showModal();
  });
  find("[data-idle-stay]").addEventListener("click", stay);
  find("[data-idle-understood]").addEventListener("click", understand);

  function understand() {
    understood = true;
    show("here");
  }

  // Time is out. Tell the server, so that no later request finds the session a second too young.
  async function end() {
    if (state === "leaving" || state === "over") return;
    if (skerry.unsaved?.()) show("over");
    else state = "leaving";
    await skerry.flush?.();
    await post(find("[data-sign-out]").action).catch(() => null);
    tabs.postMessage({ out: true });
    leave();
  }

  // Words that are not stored stay in this page, covered; otherwise nothing of a patient stays on the screen.
  function leave() {
    if (skerry.unsaved?.()) return show("over");
    location.replace(`${settings.signIn}?next=${encodeURIComponent(location.pathname + location.search)}`);
  }

  document.addEventListener("submit", (event) => {
    if (event.target.hasAttribute("data-sign-out")) tabs.postMessage({ out: true });
  });

  addEventListener("focus", async () => {
    if (state !== "over") return;
    const who = await comeBack().catch(() => "nobody");
    find("[data-idle-somebody-else]").hidden = who !== "somebody-else";
    if (who !== "same") return;
    hear(Date.now());
    show("here");
    skerry.flush?.();
  });
}
