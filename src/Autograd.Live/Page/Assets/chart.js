// A chart: shows what the server draws, and asks it for another view when the reader zooms, points or hides a line.

/** Makes an element with properties and children. */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** A table of what the server sent as columns and rows. */
export function table({ columns, rows }) {
  const head = element("tr", {}, ...columns.map((text) => element("th", { scope: "col", textContent: text })));
  const body = rows.map((row) => element("tr", {}, ...row.map((text) => element("td", { textContent: text }))));
  return element("table", {}, element("thead", {}, head), element("tbody", {}, ...body));
}

export const isDark = () => matchMedia("(prefers-color-scheme: dark)").matches
  ? document.documentElement.dataset.theme !== "light"
  : document.documentElement.dataset.theme === "dark";

export const hiddenRuns = new Set();

const seen = new IntersectionObserver((entries) => entries.forEach((entry) => {
  entry.target.chart.isSeen = entry.isIntersecting;
  entry.target.chart.refresh();
}), { rootMargin: "200px" });
const sized = new ResizeObserver((entries) => entries.forEach((entry) => entry.target.chart.refresh()));

export class Chart {
  constructor(state, announce) {
    this.id = state.id;
    this.announce = announce;
    this.hidden = new Set();
    this.lines = [];
    this.legend = element("div", { className: "legend", role: "group", ariaLabel: `Lines of ${state.title}` });
    this.log = element("button", { type: "button", className: "plain", textContent: "log", ariaPressed: "false", title: "Logarithmic scale (L)" });
    this.resetButton = element("button", { type: "button", textContent: "reset", title: "Show all (0)", hidden: true });
    this.area = element("div", { className: "chart", tabIndex: 0, role: "group", ariaLabel: `Chart of ${state.title}` });
    this.area.setAttribute("aria-describedby", "chart-help");
    this.cursor = element("div", { className: "cursor", hidden: true });
    this.selection = element("div", { className: "selection", hidden: true });
    this.tip = element("div", { className: "tip", hidden: true });
    this.rows = element("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: `Values of ${state.title}` });
    this.details = element("details", {}, element("summary", { textContent: "Values as a table" }), this.rows);
    this.node = element("article", { className: "panel" },
      element("div", { className: "bar" }, element("h3", { textContent: state.title }), this.log, this.resetButton),
      this.legend, this.area, this.details);
    if (state.hint) this.area.before(element("p", { className: "hint", textContent: state.hint }));
    this.node.classList.toggle("wide", state.wide);

    this.log.onclick = () => this.toggleLog();
    this.resetButton.onclick = () => this.reset();
    this.details.ontoggle = () => this.fillTable();
    this.area.chart = this;
    this.area.onkeydown = (event) => this.key(event);
    this.area.onpointerdown = (event) => this.press(event);
    this.area.onpointermove = (event) => this.move(event);
    this.area.onpointerup = (event) => this.release(event);
    this.area.onpointerleave = () => this.dragStart ?? this.leave();
    this.area.onpointercancel = () => { this.dragStart = null; this.leave(); };
    this.area.ondblclick = () => this.reset();
    this.area.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    seen.observe(this.area);
    sized.observe(this.area);
  }

  /** Takes what changed on the server. */
  update(state) {
    this.lines = state.lines;
    if (state.height) this.area.style.height = `${state.height}px`;
    this.log.hidden = state.lines.length === 0;
    state.lines.forEach((line, index) => {
      const button = this.legend.children[index] ?? this.legend.appendChild(this.legendButton());
      button.dataset.key = line.key;
      button.className = `c${line.color}${line.isPale ? " pale" : ""}`;
      button.style.setProperty("--line", line.ownColor ?? "");
      button.firstChild.textContent = line.label;
      button.lastChild.textContent = state.latest[index]?.value ?? "";
      button.ariaPressed = String(!this.hidden.has(line.key));
    });
    this.refresh();
  }

  legendButton() {
    const button = element("button", { type: "button" }, element("span"), element("output"));
    button.onclick = () => {
      const key = button.dataset.key;
      if (!this.hidden.delete(key)) this.hidden.add(key);
      button.ariaPressed = String(!this.hidden.has(key));
      this.refresh();
    };
    return button;
  }

  query(more = {}) {
    const view = { w: this.area.clientWidth, h: this.area.clientHeight, dark: isDark() ? 1 : 0, log: this.isLog ? 1 : 0, ...this.range, ...more };
    const query = new URLSearchParams(view);
    for (const line of this.lines) if (this.hidden.has(line.key) || hiddenRuns.has(line.run)) query.append("hide", line.key);
    return query;
  }

  /** Asks for the picture anew; at once if nothing is under way, else after that. */
  async refresh(evenUnseen = false) {
    this.isStale = true;
    if (this.isBusy || !(evenUnseen || (this.isSeen && !document.hidden)) || this.area.clientWidth === 0) return;
    this.isBusy = true;
    try {
      while (this.isStale) {
        this.isStale = false;
        const response = await fetch(`panels/${this.id}/chart?${this.query()}`);
        const text = await response.text();
        if (response.ok) this.show(text);
        else this.area.replaceChildren(element("p", { className: "message", textContent: `This chart could not be drawn: ${text}` }));
      }
    } catch {
      this.isStale = true; // The server is gone; the page refreshes everything once it is back.
    } finally {
      this.isBusy = false;
    }
  }

  show(text) {
    const svg = document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
    const [left, top, width, height, x0, x1, y0, y1, full0, full1] = svg.dataset.frame.split(" ").map(Number);
    this.frame = { left, top, width, height, x0, x1, y0, y1, full0, full1 };
    this.area.replaceChildren(svg, this.cursor, this.selection, this.tip);
    this.resetButton.hidden = !this.range;
    if (this.pointer && !this.dragStart) this.ask();
    if (this.details.open) this.fillTable();
  }

  // Positions: pixels of the chart's area, and the chart's own coordinates.
  toX(pixel) { const f = this.frame; return f.x0 + (pixel - f.left) / f.width * (f.x1 - f.x0); }
  toY(pixel) { const f = this.frame; return f.y1 - (pixel - f.top) / f.height * (f.y1 - f.y0); }
  fromX(x) { const f = this.frame; return f.left + (x - f.x0) / (f.x1 - f.x0) * f.width; }
  inside(pixel) { const f = this.frame; return Math.min(Math.max(pixel, f.left), f.left + f.width); }
  position(event) { const box = this.area.getBoundingClientRect(); return { x: event.clientX - box.left, y: event.clientY - box.top }; }

  zoomTo(x0, x1, y) {
    const f = this.frame;
    if (x0 <= f.full0 && x1 >= f.full1 && !y) return this.reset();
    if (!(x1 - x0 > 1e-9 * Math.max(1, Math.abs(x0), Math.abs(x1)))) return;
    this.range = { x0, x1, ...y };
    this.refresh();
  }

  zoom(factor, x = (this.frame.x0 + this.frame.x1) / 2) {
    this.zoomTo(x + (this.frame.x0 - x) * factor, x + (this.frame.x1 - x) * factor);
  }

  pan(part) {
    const step = (this.frame.x1 - this.frame.x0) * part;
    this.zoomTo(this.frame.x0 + step, this.frame.x1 + step);
  }

  reset() { this.range = null; this.refresh(); }

  toggleLog() {
    this.isLog = !this.isLog;
    this.log.ariaPressed = String(this.isLog);
    this.reset();
  }

  press(event) {
    if (!this.frame || event.button !== 0) return;
    this.area.setPointerCapture(event.pointerId);
    this.dragStart = this.position(event);
  }

  move(event) {
    if (!this.frame) return;
    this.pointer = this.position(event);
    if (!this.dragStart) return this.ask();
    const [box, f] = [this.dragged(), this.frame];
    this.selection.hidden = !box;
    if (!box) return;
    Object.assign(this.selection.style, {
      left: `${box.left}px`, width: `${box.right - box.left}px`,
      top: `${box.isFlat ? f.top : box.top}px`, height: `${box.isFlat ? f.height : box.bottom - box.top}px`,
    });
  }

  /** What was dragged over; flat if the reader meant a range of x alone. */
  dragged() {
    const [from, to] = [this.dragStart, this.pointer];
    const [left, right] = [this.inside(Math.min(from.x, to.x)), this.inside(Math.max(from.x, to.x))];
    const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
    return right - left < 5 ? null : { left, right, top, bottom, isFlat: bottom - top < 40 };
  }

  release(event) {
    if (!this.dragStart) return;
    this.pointer = this.position(event);
    const box = this.dragged();
    this.dragStart = null;
    this.selection.hidden = true;
    if (box) this.zoomTo(this.toX(box.left), this.toX(box.right), box.isFlat ? null : { y0: this.toY(box.bottom), y1: this.toY(box.top) });
  }

  wheel(event) {
    if (document.activeElement !== this.area || !this.frame || event.ctrlKey) return; // The page scrolls, or the browser zooms.
    event.preventDefault();
    this.zoom(event.deltaY > 0 ? 1.25 : 0.8, this.toX(this.position(event).x));
  }

  leave() { this.pointer = null; this.cursor.hidden = this.tip.hidden = true; }

  key(event) {
    if (!this.frame || event.ctrlKey || event.altKey || event.metaKey) return;
    const step = (by) => event.shiftKey ? this.pan(by / 4) : this.read(by / 50);
    const actions = {
      "+": () => this.zoom(0.5), "=": () => this.zoom(0.5), "-": () => this.zoom(2),
      ArrowLeft: () => step(-1), ArrowRight: () => step(1), Home: () => this.read(-1), End: () => this.read(1),
      l: () => this.toggleLog(), 0: () => this.reset(), Escape: () => this.leave(),
    };
    if (!actions[event.key]) return;
    event.preventDefault();
    actions[event.key]();
  }

  /** Moves the cursor by a part of the width, from the left edge at first, and reads the values aloud. */
  read(part) {
    const f = this.frame;
    const from = this.pointer ?? { x: part < 0 ? f.left + f.width : f.left, y: f.top + f.height / 2 };
    this.pointer = { x: this.inside(from.x + part * f.width), y: from.y };
    this.ask((values) => this.announce(`${values.position}: ${values.values.map((v) => `${v.label} ${v.value}`).join(", ")}`));
  }

  /** Asks for the values under the pointer; one request at a time, the latest position wins. */
  async ask(then) {
    this.question = { then };
    if (this.isAsking) return;
    this.isAsking = true;
    try {
      while (this.question && this.pointer) {
        const { then } = this.question;
        this.question = null;
        const where = { x: this.toX(this.inside(this.pointer.x)), y: this.toY(this.pointer.y) };
        const response = await fetch(`panels/${this.id}/values?${this.query(where)}`);
        if (response.status !== 200 || !this.pointer) continue;
        const values = await response.json();
        this.point(values);
        then?.(values);
      }
    } catch {
      this.leave();
    } finally {
      this.isAsking = false;
    }
  }

  point({ x, position, values }) {
    const f = this.frame;
    const at = this.fromX(x);
    this.cursor.hidden = at < f.left - 1 || at > f.left + f.width + 1;
    Object.assign(this.cursor.style, { left: `${at}px`, top: `${f.top}px`, height: `${f.height}px` });
    this.tip.replaceChildren(element("b", { textContent: position }),
      ...values.map((value) => {
        const row = element("span", { className: `c${value.color}`, textContent: `${value.label} ${value.value}` });
        row.style.setProperty("--line", value.ownColor ?? "");
        return row;
      }));
    this.tip.hidden = false;
    const [width, room] = [this.tip.offsetWidth, this.area.clientWidth];
    const left = this.inside(at) + 12 + width < room ? this.inside(at) + 12 : this.inside(at) - 12 - width;
    Object.assign(this.tip.style, { left: `${Math.max(0, left)}px`, top: `${f.top + 6}px` });
  }

  async fillTable() {
    if (!this.details.open) return;
    const response = await fetch(`panels/${this.id}/table?${this.query()}`);
    if (response.ok) this.rows.replaceChildren(table(await response.json()));
  }

  remove() { seen.unobserve(this.area); sized.unobserve(this.area); this.node.remove(); }
}
