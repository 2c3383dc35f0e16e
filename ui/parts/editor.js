// The letter editor. The text box is a plain <textarea>, so caret, undo and screen readers work as
// everywhere; a layer under it repeats the text and paints the marks. What is typed is kept in the
// browser at once and sent after a pause; the copy is dropped when the server says it was saved.
const PAUSE = 400; // milliseconds without a key before a text is sent
const PATIENCE = 4000; // milliseconds to wait for an answer before it is sent again
const rooms = new WeakMap();

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".desk");
  if (!rooms.has(root)) rooms.set(root, new Room(root));
  const room = rooms.get(root);
  room.trigger = component.setTriggerValue;
  room.take(data);
}

function make(name, text = "", kind = "") {
  const one = document.createElement(name);
  one.textContent = text;
  if (kind) one.className = kind;
  return one;
}

// Spans come in code points; the box counts UTF-16 units.
function units(text) {
  const places = [];
  let at = 0;
  for (const char of text) {
    places.push(at);
    at += char.length;
  }
  places.push(at);
  return (point) => places[Math.min(point, places.length - 1)];
}

class Room {
  constructor(root) {
    this.subject = root.querySelector("#subject");
    this.box = root.querySelector("#text");
    this.paint = root.querySelector(".paint");
    this.state = root.querySelector("#state");
    this.card = root.querySelector(".card");
    this.names = root.querySelectorAll(".name");
    this.help = root.querySelector("#help");
    this.marks = [];
    this.whole = [];
    this.sentences = [];
    this.waiting = null; // what is typed and not known to be saved: {subject, text, base, number}
    this.before = "";
    this.card.addEventListener("mousedown", (event) => event.preventDefault()); // keep the caret
    this.box.addEventListener("input", () => this.typed());
    this.subject.addEventListener("input", () => this.typed());
    for (const one of [this.box, this.subject]) one.addEventListener("blur", () => this.send());
    for (const kind of ["keyup", "click", "focus"]) {
      this.box.addEventListener(kind, () => this.explain());
    }
    this.subject.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault(); // a subject is one line, however it wraps
    });
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "F8") {
        event.preventDefault();
        this.nextMark(event.shiftKey);
      } else if (event.altKey && event.code === "KeyN") {
        this.send(); // the page goes on to the next case
      }
    });
    new ResizeObserver(() => this.fit()).observe(root);
    addEventListener("pagehide", () => this.send());
  }

  get key() {
    return `recovery-ai:${this.data.place}`;
  }

  // --- what comes from the server ---------------------------------------------------------------

  take(data) {
    const fresh =
      !this.data || this.data.place !== data.place || this.data.revision !== data.revision;
    const moved = this.data && this.data.place !== data.place;
    this.data = data;
    this.names[0].textContent = data.words.subject;
    this.names[1].textContent = data.words.text;
    this.help.textContent = data.locked ? "" : data.words.help;
    if (fresh) this.load(data, moved);
    else this.acknowledge(data);
    this.subject.readOnly = this.box.readOnly = data.locked;
    if (this.box.value === data.text) {
      const unit = units(data.text);
      const place = (one) => ({ ...one, start: unit(one.start), end: unit(one.end) });
      this.marks = data.marks.map((one) => ({
        ...place(one),
        offers: one.offers.map(place),
      }));
      this.whole = data.whole.map((one) => ({ ...one, offers: one.offers.map(place) }));
      this.sentences = data.sentences.map(place);
    }
    this.box.lang = this.subject.lang = data.language || "";
    this.draw();
    this.explain();
    this.say();
  }

  load(data, moved) {
    clearTimeout(this.pause);
    clearTimeout(this.patience);
    const kept = !data.locked && !this.box.dataset.loaded ? this.kept() : null;
    if (this.box.dataset.loaded || moved) this.forget();
    this.box.dataset.loaded = "yes";
    this.waiting = null;
    this.base = data.version;
    this.subject.value = data.subject;
    this.box.value = data.text;
    if (kept && (kept.subject !== data.subject || kept.text !== data.text)) {
      this.subject.value = kept.subject;
      this.box.value = kept.text;
      this.marks = [];
      this.waiting = { ...kept, number: this.number(), revision: data.revision };
      this.pause = setTimeout(() => this.send(), PAUSE);
    } else {
      this.forget();
    }
    this.before = this.box.value;
    this.fit();
  }

  acknowledge(data) {
    if (!this.waiting) {
      this.base = data.version;
    } else if (this.sent && data.handled >= this.sent) {
      clearTimeout(this.patience);
      this.base = this.waiting.base = data.version;
      if (this.waiting.number <= data.handled) {
        this.waiting = null;
        this.forget();
      } else {
        this.keep();
      }
    }
  }

  // --- what goes to the server ------------------------------------------------------------------

  number() {
    this.count = Math.max((this.count || 0) + 1, Date.now());
    return this.count;
  }

  typed() {
    if (this.subject.value.includes("\n")) {
      this.subject.value = this.subject.value.replace(/\s*\n\s*/g, " ");
    }
    this.shift();
    this.waiting = {
      subject: this.subject.value,
      text: this.box.value,
      base: this.waiting ? this.waiting.base : this.base,
      revision: this.data.revision,
      number: this.number(),
    };
    this.keep();
    this.fit();
    this.draw();
    this.say();
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.send(), PAUSE);
  }

  send() {
    clearTimeout(this.pause);
    clearTimeout(this.patience);
    if (!this.waiting) return;
    try {
      this.trigger("written", { ...this.waiting });
      this.sent = this.waiting.number;
    } catch {
      // not connected: the copy in the browser waits
    }
    this.patience = setTimeout(() => this.send(), PATIENCE);
  }

  keep() {
    try {
      localStorage.setItem(this.key, JSON.stringify(this.waiting));
    } catch {
      // a browser that keeps nothing: the pause is all that can be lost
    }
  }

  kept() {
    try {
      const found = JSON.parse(localStorage.getItem(this.key));
      return found && typeof found.text === "string" ? found : null;
    } catch {
      return null;
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // nothing was kept
    }
  }

  // --- what the person sees ---------------------------------------------------------------------

  say() {
    const word = this.waiting ? "saving" : this.data.locked ? "locked" : "saved";
    this.state.textContent = this.data.words[word];
    this.state.className = `state ${this.waiting ? "waits" : "kept"}`;
  }

  fit() {
    for (const one of [this.subject, this.box]) {
      one.style.height = "auto";
      one.style.height = `${one.scrollHeight + one.offsetHeight - one.clientHeight}px`;
    }
  }

  // Until the checks have read the new text, marks behind the change move along with their words.
  shift() {
    const [old, now] = [this.before, this.box.value];
    let head = 0;
    while (head < old.length && old[head] === now[head]) head += 1;
    let tail = 0;
    const most = Math.min(old.length, now.length) - head;
    while (tail < most && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
    const by = now.length - old.length;
    const move = (one) => {
      if (one.end <= head) return one;
      if (one.start >= old.length - tail) return { ...one, start: one.start + by, end: one.end + by };
      return null;
    };
    const all = (list) => list.map(move).filter(Boolean);
    this.marks = all(this.marks).map((one) => ({ ...one, offers: [] }));
    this.sentences = all(this.sentences);
    this.before = now;
  }

  draw() {
    const text = this.box.value;
    const edges = new Set([0, text.length]);
    for (const one of this.marks) edges.add(one.start).add(one.end);
    const cuts = [...edges].sort((a, b) => a - b);
    const parts = [];
    for (let i = 0; i + 1 < cuts.length; i += 1) {
      const [start, end] = [cuts[i], cuts[i + 1]];
      const over = this.marks.filter((one) => one.start <= start && end <= one.end);
      const worst = ["error", "warning", "unlicensed"].find((k) => over.some((o) => o.kind === k));
      const piece = text.slice(start, end);
      parts.push(worst ? make("mark", piece, worst) : document.createTextNode(piece));
    }
    this.paint.replaceChildren(...parts, document.createTextNode("\n"));
  }

  explain() {
    const caret = this.box.selectionStart;
    const here = (one) => one.start <= caret && caret <= one.end;
    const found = [...this.marks.filter(here), ...this.whole];
    const sentence = this.sentences.find((one) => one.start <= caret && caret < one.end);
    const parts = found.map((one) => this.finding(one));
    if (sentence) parts.push(this.source(sentence));
    const stamp = JSON.stringify([found, sentence]);
    if (stamp === this.explained) return;
    this.explained = stamp;
    this.card.replaceChildren(...parts);
  }

  finding(one) {
    const part = make("div", "", one.kind);
    const sign = one.kind === "error" ? "✗" : "!";
    part.append(make("p", `${sign} ${one.severity}: ${one.name}`));
    const told = make("div");
    told.lang = this.data.language || "";
    told.append(make("p", one.message), make("p", `→ ${one.suggestion}`));
    part.append(told);
    for (const offer of one.offers) {
      const said = offer.text.trim();
      const label = said ? `${this.data.words.insert}: ${said}` : this.data.words.leave_out;
      const button = make("button", label);
      button.type = "button";
      button.disabled = this.data.locked;
      button.addEventListener("click", () => this.insert(offer));
      part.append(button);
    }
    return part;
  }

  source(sentence) {
    const part = make("div");
    part.append(make("p", `${this.data.words.sentence}: ${sentence.role} · ${sentence.verdict}`));
    const list = make("ul");
    for (const fact of sentence.facts) list.append(make("li", fact));
    if (sentence.facts.length) part.append(list);
    return part;
  }

  // The browser's own command, so that Ctrl+Z takes it back.
  insert(offer) {
    this.box.focus();
    this.box.setSelectionRange(offer.start, offer.end);
    if (offer.text) document.execCommand("insertText", false, offer.text);
    else document.execCommand("delete");
  }

  nextMark(back) {
    const caret = this.box.selectionStart;
    const starts = [...new Set(this.marks.map((one) => one.start))].sort((a, b) => a - b);
    const next = back
      ? starts.filter((one) => one < caret).pop() ?? starts[starts.length - 1]
      : starts.find((one) => one > caret) ?? starts[0];
    if (next === undefined) return;
    this.box.setSelectionRange(next, next);
    this.explain();
  }
}
