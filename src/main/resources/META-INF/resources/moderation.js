"use strict";

let opened = false;

const say = () => MODERATION[language] || MODERATION.en;
const time = (text) => new Date(text).toLocaleString(language);

async function call(path, body) {
  const headers = { "X-Api-Key": byId("key").value.trim(), "Accept-Language": language };
  const options = body === undefined ? { headers } : { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(path, options);
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    const error = new Error(problem.detail || problem.title || response.statusText);
    error.denied = response.status === 401 || response.status === 403;
    throw error;
  }
  return response.status === 204 ? null : response.json().catch(() => null);
}

function showTexts() {
  document.documentElement.lang = language;
  document.title = `${say().title} · 甄号 Zhenhao`;
  for (const element of document.querySelectorAll("[data-say]")) {
    element.textContent = say()[element.dataset.say];
  }
  byId("language").textContent = (WORDS[language] || WORDS.en).other;
}

function facts(...pairs) {
  const list = make("dl", {});
  for (const [name, value] of pairs) {
    if (value !== undefined && value !== null && value !== "") {
      list.append(make("dt", {}, name), make("dd", {}, value));
    }
  }
  return list;
}

/** A button that does something, then shows all anew. */
function deed(text, work) {
  const button = make("button", { type: "button", className: "plain" }, text);
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await work();
      byId("said").textContent = say().done;
      await showAll();
    } catch (error) {
      byId("said").textContent = say().failed + error.message;
      button.disabled = false;
    }
  });
  return button;
}

function area(label) {
  const text = make("textarea", { maxLength: 500 });
  return { element: make("label", {}, label, text), text };
}

function dispute(one) {
  const words = say();
  const reasons = area(words.reasons);
  const note = area(words.note);
  const path = `v1/disputes/${encodeURIComponent(one.id)}`;
  const decide = (uphold) => call(`${path}/decision`, {
    uphold, reasons: reasons.text.value, ...(note.text.value.trim() ? { publicNote: note.text.value } : {})
  });
  return make("article", { className: "panel case" },
    make("h3", {}, one.number),
    facts([words.reason, words.words[one.reason] || one.reason], [words.opened, time(one.openedAt)],
      [words.due, one.overdue ? make("span", { className: "late" }, `${time(one.dueAt)} (${words.late})`) : time(one.dueAt)],
      [words.statement, one.statement], [words.proof, `${one.proof}: ${one.proven ? words.proven : words.unproven}`],
      [words.lists, one.offLists ? words.off : words.kept]),
    reasons.element, note.element,
    make("div", { className: "deeds" },
      one.proven ? null : deed(words.seen, () => call(`${path}/proven`, {})),
      one.proven ? deed(words.uphold, () => decide(true)) : null,
      deed(words.reject, () => decide(false))));
}

function entry(one) {
  const words = say();
  const path = `v1/registry/entries/${encodeURIComponent(one.id)}`;
  return make("article", { className: "panel case" },
    make("h3", {}, one.number),
    facts([words.institution, one.name], [words.agency, one.agency], [words.source, one.source], [words.evidence, one.evidence], [words.by, one.proposedBy]),
    make("div", { className: "deeds" }, deed(words.approve, () => call(`${path}/approve`, {})), deed(words.refuse, () => call(`${path}/reject`, {}))));
}

async function fill(place, path, rows, view) {
  try {
    const found = rows(await call(path));
    byId(place).replaceChildren(...(found.length ? found.map(view) : [make("p", {}, say().none)]));
  } catch (error) {
    byId(place).replaceChildren(make("p", {}, error.denied ? say().denied : say().failed + error.message));
  }
}

async function showAll() {
  opened = true;
  await Promise.all([
    fill("disputes", "v1/disputes?state=open", (list) => list, dispute),
    fill("entries", "v1/registry/entries?state=pending", (page) => page.entries, entry)
  ]);
}

byId("open").addEventListener("submit", (event) => {
  event.preventDefault();
  remember("sessionStorage", "moderation-key", byId("key").value.trim());
  byId("said").textContent = "";
  showAll();
});
byId("language").addEventListener("click", () => {
  language = language === "en" ? "zh-CN" : "en";
  remember("localStorage", "language", language);
  showTexts();
  if (opened) {
    showAll();
  }
});
byId("key").value = remembered("sessionStorage", "moderation-key") || "";
showTexts();
