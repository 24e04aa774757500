// The page: follows the server's events, and keeps a panel for each thing that it announces.
import { Chart, element, hiddenRuns, table } from "./chart.js";

const $ = (id) => document.getElementById(id);
const panels = new Map();
const mostLines = 1000;
let isEnded = false;
let lastId = "";

// ---- Panels

/** A panel whose content comes with the event. */
class Content {
  constructor(state) {
    this.body = element(state.kind === "table" ? "div" : state.kind === "image" ? "img" : "pre");
    if (state.kind !== "image") Object.assign(this.body, { tabIndex: 0, role: "region", ariaLabel: state.title });
    this.body.classList.toggle("scroll", state.kind === "table");
    this.node = element("article", { className: "panel" }, element("div", { className: "bar" }, element("h3", { textContent: state.title })), this.body);
    this.node.classList.toggle("wide", state.wide || state.kind === "text");
  }

  update(state) {
    if (state.kind === "table") this.body.replaceChildren(table(state.table));
    else if (state.kind === "image") Object.assign(this.body, { alt: state.text, src: `panels/${state.id}/image?version=${state.version}` });
    else this.body.textContent = state.text;
  }

  refresh() {}

  remove() { this.node.remove(); }
}

function showPanel(state) {
  let panel = panels.get(state.id);
  if (!panel) {
    panel = state.kind === "chart" ? new Chart(state, announce) : new Content(state);
    panels.set(state.id, panel);
    // By their places, and in the order in which the script made them, whatever the order of the events.
    Object.assign(panel.node.dataset, { panel: state.id, place: state.place });
    const isLater = (other) => Number(other.place) - state.place || Number(other.panel) - state.id;
    const folded = state.folded ? $(state.section).querySelector(".folded") : null;
    const list = (folded ?? $(state.section)).querySelector(".panels");
    if (folded) folded.hidden = false;
    list.insertBefore(panel.node, [...list.children].find((other) => isLater(other.dataset) > 0) ?? null);
    $(state.section).hidden = false;
    $("empty").hidden = true;
  }
  panel.update(state);
  noteRuns(state);
  noteLatest(state);
}

// Lines may come by the thousand: they are shown together, ten times a second.
let newLines = [];

function showLine({ text }) {
  if (newLines.length === 0) setTimeout(showLines, 100);
  newLines.push(text);
}

function showLines() {
  if (newLines.length === 0) return;
  const lines = $("lines");
  lines.hidden = $("output").hidden = false;
  $("empty").hidden = true;
  const follows = lines.scrollTop + lines.clientHeight >= lines.scrollHeight - 4;
  lines.append(...newLines.slice(-mostLines).map((text) => element("div", { textContent: text || "\u00a0" })));
  while (lines.childElementCount > mostLines) lines.firstChild.remove();
  newLines = [];
  if (follows) lines.scrollTop = lines.scrollHeight;
}

function clear() {
  for (const panel of panels.values()) panel.remove();
  panels.clear();
  for (const part of document.querySelectorAll("main section, .folded")) part.hidden = true;
  newLines = [];
  $("lines").replaceChildren();
  $("runs").replaceChildren();
  $("lines").hidden = $("runs").hidden = true;
  $("empty").hidden = false;
  hiddenRuns.clear();
  latest.clear();
}

const refreshAll = (evenUnseen = false) => Promise.all([...panels.values()].map((panel) => panel.refresh(evenUnseen)));

// ---- Runs

function noteRuns(state) {
  for (const { run } of state.lines) {
    if ([...$("runs").children].some((button) => button.textContent === run)) continue;
    const button = element("button", { type: "button", textContent: run, ariaPressed: "true", title: "Show or hide this run" });
    button.onclick = () => {
      if (!hiddenRuns.delete(run)) hiddenRuns.add(run);
      button.ariaPressed = String(!hiddenRuns.has(run));
      refreshAll();
    };
    $("runs").append(button);
  }
  $("runs").hidden = $("runs").childElementCount < 2;
}

// ---- What a screen reader hears: the latest values now and then, and answers to the keyboard.

const latest = new Map();
let nextSummary = 0;

function announce(text) { $("announcer").textContent = text; }

function noteLatest(state) {
  if (state.latest.length === 0) return;
  latest.set(state.title, state.latest.filter((reading, index) => !state.lines[index]?.isPale));
  if (performance.now() < nextSummary) return;
  nextSummary = performance.now() + 15000;
  announce([...latest].map(([title, readings]) => `${title}: ${readings.map((r) => `${r.label} ${r.value}`).join(", ")}`).slice(0, 4).join("; "));
}

// ---- Colours

const themes = ["system", "light", "dark"];
const storedTheme = () => { try { return localStorage.getItem("theme"); } catch { return null; } };

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  $("theme").textContent = `Theme: ${theme}`;
  try { localStorage.setItem("theme", theme); } catch { /* A browser may forbid storage; the theme then lasts until the page is loaded anew. */ }
  refreshAll();
}

$("theme").onclick = () => setTheme(themes[(themes.indexOf(document.documentElement.dataset.theme) + 1) % themes.length]);
matchMedia("(prefers-color-scheme: dark)").onchange = () => refreshAll();
document.addEventListener("visibilitychange", () => refreshAll());
setTheme(themes.includes(storedTheme()) ? storedTheme() : "system");

// ---- The connection

function status(state, text) {
  $("status").dataset.state = state;
  $("status").textContent = text;
}

$("close").onclick = async () => {
  await fetch("close", { method: "POST" });
  $("close").hidden = true;
};

function connect() {
  const source = new EventSource(lastId ? `events?last=${lastId}` : "events");
  const on = (type, action) => source.addEventListener(type, (event) => { lastId = event.lastEventId; action(event.data); });
  source.onopen = () => { status("live", "live"); refreshAll(); };
  source.onerror = () => {
    if (!isEnded) status("lost", "no connection; waiting for the run");
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 1000); // The browser has given up.
  };
  on("reset", () => { isEnded = false; clear(); });
  on("panel", (data) => showPanel(JSON.parse(data)));
  on("remove", (id) => {
    panels.get(Number(id))?.remove();
    panels.delete(Number(id));
  });
  on("line", (data) => showLine(JSON.parse(data)));
  on("state", async (data) => {
    const state = JSON.parse(data);
    document.title = $("title").textContent = state.title;
    $("close").hidden = !state.waiting;
    if (!state.ended) return;

    // The server goes on until everything has been fetched. Then this looks for a run that begins anew.
    isEnded = true;
    showLines();
    await refreshAll(true);
    source.close();
    status("ended", "the run has ended");
    setTimeout(connect, 2000);
  });
}

connect();
