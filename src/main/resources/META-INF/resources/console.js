"use strict";

const EXAMPLES = [["170-1234-5678", "call"], ["95588", "call"], ["+8695588", "call"], ["106981889999", "sms"], ["+12025550123", "call"]];
const RING = 2 * Math.PI * 42;

let asked = 0;

function words() {
  return WORDS[language] || WORDS.en;
}

function spoken(word) {
  return words().names[word] || word.replaceAll("_", " ");
}

function drawing(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

function showTexts() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = words()[element.dataset.text];
  }
  byId("number").placeholder = words().placeholder;
  byId("language").textContent = words().other;
}

function part(title, ...children) {
  return make("div", {}, make("h3", {}, title), ...children);
}

function ring(verdict) {
  const length = RING * verdict.score / 100;
  const circle = { cx: 50, cy: 50, r: 42 };
  return make("div", { className: "score" },
    drawing("svg", { viewBox: "0 0 100 100", role: "img", "aria-label": `${verdict.score}% ${words().score}` },
      drawing("circle", { ...circle, class: "track" }),
      drawing("circle", { ...circle, class: "value", transform: "rotate(-90 50 50)", "stroke-dasharray": `${length} ${RING}` }),
      drawing("text", { x: 50, y: 59 }, `${verdict.score}%`)),
    make("small", {}, `${words().score} · ${words().confidence} ${Math.round(verdict.confidence * 100)}%`));
}

function head(verdict) {
  const about = [words().kinds[verdict.kind] || verdict.kind, verdict.carrier, verdict.location].filter(Boolean);
  return make("div", { className: "head" },
    make("div", { className: "who" },
      make("h2", {}, verdict.number),
      make("p", {}, about.join(" · ")),
      make("span", { className: "badge action" }, words().actions[verdict.action] || verdict.action),
      make("span", { className: "badge" }, words().levels[verdict.level] || verdict.level)),
    ring(verdict));
}

function official(verdict) {
  const held = verdict.registered;
  return held && make("div", { className: "official" },
    make("h3", {}, words().official),
    make("strong", {}, held.institution),
    ` ${[words().roles[held.role] || held.role, held.source].filter(Boolean).join(" · ")}`);
}

function categories(verdict) {
  const shares = Object.entries(verdict.categories);
  if (shares.length === 0) {
    return null;
  }
  const bar = make("div", { className: "bar" });
  const legend = make("div", { className: "legend" });
  let colour = 0;
  for (const [name, share] of shares) {
    const style = name === "legitimate" ? "share-good" : `share-${Math.min(colour++, 5)}`;
    const piece = make("span", { className: style, title: spoken(name) });
    piece.style.flex = String(Math.max(share, 0.001));
    bar.append(piece);
    legend.append(make("span", {}, make("i", { className: style }), `${spoken(name)} ${Math.round(share * 100)}%`));
  }
  return part(words().categories, bar, legend);
}

function fact(name, value) {
  return value === null || value === undefined || value === "" ? null
    : make("div", {}, make("dt", {}, name), make("dd", {}, value));
}

function day(time) {
  return time && new Date(time).toLocaleDateString(language);
}

function facts(verdict) {
  const reports = verdict.reports;
  const counts = reports.negative + reports.positive === 0 ? null
    : `${reports.negative} ${words().negative} · ${reports.positive} ${words().positive}`;
  const list = make("dl", { className: "facts" },
    fact(words().reports, counts),
    fact(words().first, day(reports.first)),
    fact(words().last, day(reports.last)),
    fact(words().gateway, verdict.gateway && `${verdict.gateway.base} ${verdict.gateway.extension}`),
    fact(words().extension, verdict.extension),
    fact(words().block, verdict.block && words().blockText(verdict.block)));
  return list.children.length === 0 ? null : make("div", {}, list);
}

function card(verdict) {
  return make("article", { className: `card level-${verdict.level}` },
    head(verdict),
    verdict.stale ? make("div", { className: "note" }, words().stale) : null,
    verdict.spoof.suspected ? make("div", { className: "note" }, words().spoof) : null,
    official(verdict),
    part(words().reasons, make("ul", {}, ...verdict.reasons.map((reason) => make("li", {}, reason.text)))),
    categories(verdict),
    facts(verdict),
    make("details", {}, make("summary", {}, words().raw), make("pre", {}, JSON.stringify(verdict, null, 1))));
}

function failure(title, detail) {
  return make("article", { className: "card" },
    make("div", { className: "error" }, make("strong", {}, title), make("p", {}, detail || "")));
}

function show(element) {
  byId("result").replaceChildren(element);
}

async function lookUp(number, channel) {
  const mine = ++asked;
  show(make("p", {}, words().waiting));
  let outcome;
  try {
    const response = await fetch(`v1/numbers/${encodeURIComponent(number)}?channel=${channel}`,
      { headers: { "Accept-Language": language } });
    const answer = await response.json();
    outcome = response.ok ? card(answer) : failure(answer.title || words().failed, answer.detail);
  } catch {
    outcome = failure(words().failed, words().offline);
  }
  if (mine === asked) {
    show(outcome);
  }
}

function ask(number, channel) {
  const text = number.trim();
  if (text === "") {
    return;
  }
  byId("number").value = text;
  for (const choice of document.querySelectorAll("[name=channel]")) {
    choice.checked = choice.value === channel;
  }
  // In the fragment, which no server sees.
  history.replaceState(null, "", `#${channel}:${encodeURIComponent(text)}`);
  lookUp(text, channel);
}

function channel() {
  return document.querySelector("[name=channel]:checked").value;
}

function fromAddress() {
  const match = /^#(call|sms):(.+)$/.exec(location.hash);
  if (match) {
    ask(decodeURIComponent(match[2]), match[1]);
  }
}

byId("search").addEventListener("submit", (event) => {
  event.preventDefault();
  ask(byId("number").value, channel());
});
byId("language").addEventListener("click", () => {
  language = language === "en" ? "zh-CN" : "en";
  remember("localStorage", "language", language);
  showTexts();
  if (byId("number").value && byId("result").firstChild) {
    ask(byId("number").value, channel());
  }
});
for (const [number, by] of EXAMPLES) {
  byId("examples").append(make("button", { type: "button", onclick: () => ask(number, by) }, number));
}
showTexts();
fromAddress();
