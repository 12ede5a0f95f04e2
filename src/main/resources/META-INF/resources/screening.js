"use strict";

const FIELDS = ["number", "kind", "region", "carrier", "location", "level", "action", "score", "confidence", "category", "negative", "positive",
  "first", "last", "block", "block_score", "block_numbers", "spoofed", "tells", "registered", "stale", "error", "error_detail"];
const USUAL = new Set(["number", "kind", "level", "action", "score", "confidence", "category", "error", "error_detail"]);
const POLL = 700;

let watched = null;
let shown = null;

const say = () => SCREENING[language] || SCREENING.en;
const common = () => WORDS[language] || WORDS.en;
const named = (word) => say().reasons[word] || common().levels[word] || common().kinds[word] || common().names[word] || word.replaceAll("_", " ");
const figure = (number) => number.toLocaleString(language);
const time = (text) => new Date(text).toLocaleString(language);

function headers() {
  return { "X-Api-Key": byId("key").value.trim(), "Accept-Language": language };
}

async function call(path, options) {
  const response = await fetch(path, { ...options, headers: headers() });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail || problem.title || response.statusText);
  }
  return response;
}

function showTexts() {
  document.documentElement.lang = language;
  document.title = `${say().title} · 甄号 Zhenhao`;
  for (const element of document.querySelectorAll("[data-say]")) {
    element.textContent = say()[element.dataset.say];
  }
  byId("language").textContent = common().other;
  byId("drop").title = say().drop;
  chosen();
  const before = new Set([...document.querySelectorAll("#columns input:checked")].map((box) => box.value));
  const checked = before.size > 0 ? before : USUAL;
  byId("columns").replaceChildren(...FIELDS.map((field) => make("label", {},
    make("input", { type: "checkbox", value: field, checked: checked.has(field) }), " ", say().fields[field] || field.replaceAll("_", " "))));
}

function chosen() {
  const file = byId("file").files[0];
  byId("chosen").textContent = file ? `${file.name} (${figure(Math.ceil(file.size / 1024))} KB)` : say().drop;
}

function failure(detail) {
  return make("article", { className: "panel" }, make("div", { className: "error" }, make("strong", {}, say().failed), make("p", {}, detail)));
}

function show(...elements) {
  byId("job").replaceChildren(...elements);
}

/** Sends the file with a bar that moves while it goes; fetch tells nothing of that. */
function send(file, query) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const bar = make("progress", { max: file.size, value: 0 });
    show(make("article", { className: "panel" }, make("p", {}, say().sending), bar));
    request.upload.onprogress = (event) => { bar.value = event.loaded; };
    request.onload = () => {
      let answer = {};
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        // Told by its status.
      }
      if (request.status === 202) {
        resolve(answer.id);
      } else {
        reject(new Error(answer.detail || answer.title || request.statusText));
      }
    };
    request.onerror = () => reject(new Error(say().offline));
    request.open("POST", `v1/screenings?${query}`);
    for (const [name, value] of Object.entries(headers())) {
      request.setRequestHeader(name, value);
    }
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.send(file);
  });
}

async function start(file) {
  const query = new URLSearchParams({
    channel: byId("channel").value,
    columns: [...document.querySelectorAll("#columns input:checked")].map((box) => box.value).join(","),
    name: file.name.replace(/(\.[A-Za-z0-9]{1,8}){1,2}$/, "").slice(0, 100)
  });
  const column = byId("column").value.trim();
  if (column !== "") {
    query.set("column", column);
  }
  const button = document.querySelector(".go");
  button.disabled = true;
  try {
    await watch(await send(file, query));
  } catch (error) {
    show(failure(error.message));
  } finally {
    button.disabled = false;
  }
}

async function watch(id) {
  watched = id;
  while (watched === id) {
    const job = await (await call(`v1/screenings/${id}`)).json();
    const over = job.endedAt !== null;
    const summary = over ? await (await call(`v1/screenings/${id}/summary`)).json() : null;
    if (watched !== id) {
      return;
    }
    shown = { job, summary };
    show(card(job, summary));
    if (over) {
      watched = null;
      list();
      return;
    }
    await new Promise((wake) => { setTimeout(wake, POLL); });
  }
}

function card(job, summary) {
  const done = job.state === "done";
  return make("article", { className: "panel" },
    make("h2", {}, `${job.name || job.id} · ${say().states[job.state] || job.state}`),
    make("progress", { max: Math.max(1, job.rows), value: done ? Math.max(1, job.rows) : job.rowsDone }),
    make("p", { className: "figures" },
      make("span", {}, make("b", {}, `${figure(job.rowsDone)} / ${figure(job.rows)}`), ` ${say().rows}`),
      make("span", {}, make("b", {}, figure(job.rowsRefused)), ` ${say().refused}`),
      make("span", {}, make("b", {}, figure(job.rowsPerSecond)), ` ${say().rate}`),
      job.estimatedEnd ? make("span", {}, `${say().end} ${time(job.estimatedEnd)}`) : null,
      make("span", {}, `${say().expires} ${time(job.expiresAt)}`)),
    job.failure ? make("div", { className: "error" }, job.failure) : null,
    make("div", { className: "downloads" },
      ...(done ? ["csv", "ndjson", "xlsx", "parquet"] : []).map((format) =>
        make("button", { type: "button", onclick: () => download(job, format) }, `${say().download} ${format === "parquet" ? "Parquet" : format.toUpperCase()}`)),
      make("button", { type: "button", className: "danger", onclick: () => erase(job) }, job.endedAt === null ? say().cancel : say().remove)),
    summary ? tables(summary) : null);
}

function tables(summary) {
  const blocks = Object.fromEntries(summary.blocks.slice(0, 10).map((block) => [`${block.prefix}… · ${block.score}`, block.rows]));
  const counts = [["levels", summary.levels], ["refusals", summary.refusals], ["kinds", summary.kinds], ["carriers", summary.carriers],
    ["categories", summary.categories], ["blocks", blocks]];
  return make("div", { className: "tables" }, ...counts.filter(([, counted]) => Object.keys(counted).length > 0).map(([title, counted]) =>
    make("table", {}, make("caption", {}, say()[title]),
      ...Object.entries(counted).sort((one, two) => two[1] - one[1]).slice(0, 12).map(([word, count]) =>
        make("tr", {}, make("td", {}, named(word)), make("td", {}, figure(count)))))));
}

async function download(job, format) {
  try {
    const response = await call(`v1/screenings/${job.id}/result?format=${format}`);
    const link = make("a", { href: URL.createObjectURL(await response.blob()), download: `${job.name || job.id}-screened.${format}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  } catch (error) {
    byId("job").append(failure(error.message));
  }
}

async function erase(job) {
  watched = null;
  shown = null;
  try {
    await call(`v1/screenings/${job.id}`, { method: "DELETE" });
    show(make("p", {}, say().removed));
    list();
  } catch (error) {
    show(failure(error.message));
  }
}

async function list() {
  if (byId("key").value.trim() === "") {
    return;
  }
  const jobs = await (await call("v1/screenings")).json().catch(() => []);
  byId("earlier").replaceChildren(...(jobs.length === 0 ? [] : [make("article", { className: "panel" }, make("h3", {}, say().earlier),
    make("table", { className: "earlier" }, ...jobs.slice(0, 10).map((job) => make("tr", {},
      make("td", {}, job.name || job.id), make("td", {}, `${figure(job.rows)} ${say().rows}`), make("td", {}, say().states[job.state] || job.state),
      make("td", {}, time(job.createdAt)),
      make("td", {}, make("button", { type: "button", className: "plain", onclick: () => watch(job.id) }, say().show))))))]));
}

byId("upload").addEventListener("submit", (event) => {
  event.preventDefault();
  const file = byId("file").files[0];
  if (file) {
    remember("sessionStorage", "key", byId("key").value);
    start(file);
  }
});
byId("file").addEventListener("change", chosen);
for (const kind of ["dragover", "dragleave", "drop"]) {
  byId("drop").addEventListener(kind, (event) => {
    event.preventDefault();
    byId("drop").classList.toggle("over", kind === "dragover");
    if (kind === "drop" && event.dataTransfer.files.length > 0) {
      byId("file").files = event.dataTransfer.files;
      chosen();
    }
  });
}
byId("key").value = remembered("sessionStorage", "key") || "";
byId("key").addEventListener("change", () => { list().catch(() => {}); });
byId("language").addEventListener("click", () => {
  language = language === "en" ? "zh-CN" : "en";
  remember("localStorage", "language", language);
  showTexts();
  if (shown) {
    show(card(shown.job, shown.summary));
  }
});
showTexts();
list().catch(() => {});
