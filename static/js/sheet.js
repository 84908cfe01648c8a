// A sheet of statements filled in with one key for each answer; the next statement follows by itself. The keys act only
// while an answer has the focus. Keeping the answers is the work of autosave.js; without this file all is there to press.

const sheet = document.querySelector("[data-sheet]");
if (sheet) start(sheet);

function start(form) {
  const statements = [...form.querySelectorAll(".nhsuk-form-group")].map((group) => ({
    group,
    inputs: [...group.querySelectorAll("input[type=radio], textarea")],
  }));
  const finish = form.querySelector("button[name=finish]");
  form.querySelector("[data-sheet-keys]").hidden = false;

  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.type !== "radio") return;
    const at = statements.findIndex(({ group }) => group.contains(event.target));
    const answer = at < 0 ? null : answerFor(event.key.toLowerCase(), statements[at].inputs);
    if (!answer) return;
    event.preventDefault();
    answer.checked = true;
    for (const happened of ["input", "change"]) answer.dispatchEvent(new Event(happened, { bubbles: true }));
    moveTo(statements[at + 1]);
  });

  form.addEventListener("input", () => {
    form.querySelector("[data-sheet-answered]").textContent = statements.filter(isAnswered).length;
  });

  function moveTo(statement) {
    const next = statement ? whereToGo(statement) : finish;
    next.focus();
    (statement?.group ?? next).scrollIntoView({ block: "center" });
  }

  if (form.hasAttribute("data-sheet-ready") && !document.querySelector(".nhsuk-error-summary, [data-focus]")) {
    moveTo(statements.find((statement) => !isAnswered(statement)));
  }
}

// 1 is the first answer of a list; on a scale a digit is the number itself, and T is ten.
function answerFor(key, inputs) {
  const onScale = inputs[0].classList.contains("scale__input");
  const values = { n: "na", r: "no", ...(onScale && { t: "10" }) };
  const value = /^\d$/.test(key) ? String(onScale ? Number(key) : Number(key) - 1) : values[key];
  return inputs.find((input) => input.value === value);
}

function isAnswered({ inputs }) {
  return inputs.some((input) => (input.type === "radio" ? input.checked : input.value.trim()));
}

function whereToGo({ inputs }) {
  return inputs.find((input) => input.checked) ?? inputs[0];
}
