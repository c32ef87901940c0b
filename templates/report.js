"use strict";
// The report's desk. The page's data (see qc/reports/desk.py) is read once; each view is drawn anew from the hash,
// which holds the whole state. Strings of strangers become text nodes and never markup.

(() => {
  const PAGE = 100;
  const MOST_MARKS = 800;
  const byId = (id) => document.getElementById(id);

  /** The data inside the page, or of a large report the parts that scripts beside it have pushed. */
  function readData() {
    if (byId("data")) return JSON.parse(byId("data").textContent);
    const whole = { documents: [], findings: [] };
    for (const part of self.qcData || []) {
      const { documents = [], findings = [], ...rest } = JSON.parse(part);
      Object.assign(whole, rest);
      whole.documents = whole.documents.concat(documents);
      whole.findings = whole.findings.concat(findings);
    }
    return whole;
  }
  const data = readData();
  const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");
  const plural = (count, word) => `${number(count)} ${word}${count === 1 ? "" : "s"}`;

  // -- text

  const hex = (code, digits) => code.toString(16).padStart(digits, "0");
  const UNSEEN = new RegExp(`[${data.unseen.map(([first, last]) => `\\u{${hex(first, 1)}}-\\u{${hex(last, 1)}}`).join("")}]`, "gu");
  const JOINED = /[\u0590-\u1fff\u2190-\u2bff\u20d0-\u20ff\ufe0f\ud83c-\ud83e\udc00-\udfff]/;

  /** The text with every invisible character shown; line ends and tabs stay, joiners stay where they are spelling. */
  function visible(text) {
    return text.replace(UNSEEN, (character, at, whole) => {
      const code = character.codePointAt(0);
      if (code === 9 || code === 10 || (code === 13 && whole[at + 1] === "\n")) return character;
      if ((code === 0x200c || code === 0x200d) && JOINED.test(whole[at - 1] || "") && JOINED.test(whole[at + 1] || "")) return character;
      if (code < 32) return String.fromCharCode(0x2400 + code);
      if (code === 127) return "\u2421";
      return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
    });
  }

  /** UTF-16 offsets of all code points of a document's text, or null where both counts agree. */
  function unitsOf(doc) {
    if (doc.units === undefined) {
      doc.units = null;
      if (/[\ud800-\udbff]/.test(doc.text)) {
        const units = new Uint32Array(doc.text.length + 1);
        let count = 0, at = 0;
        for (const character of doc.text) {
          units[count++] = at;
          at += character.length;
        }
        units[count] = at;
        doc.units = units.subarray(0, count + 1);
      }
    }
    return doc.units;
  }

  /** Code points [start, end) of a document's text; JavaScript itself counts UTF-16 units. */
  function slice(doc, start, end) {
    const units = unitsOf(doc);
    if (!units) return doc.text.slice(start, end);
    const last = units.length - 1;
    return doc.text.slice(units[Math.min(start, last)], units[Math.min(end, last)]);
  }

  const lengthOf = (doc) => (unitsOf(doc) ? doc.units.length - 1 : doc.text.length);

  // -- elements

  function fill(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === undefined || value === null || value === false) continue;
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value === true ? "" : value);
    }
    for (const child of children.flat(Infinity)) {
      if (child !== null && child !== undefined && child !== false) node.append(child instanceof Node ? child : visible(String(child)));
    }
    return node;
  }
  const el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
  const svg = (tag, attributes, ...children) => fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
  const passage = (label, ...parts) => el("div", { class: "context", dir: "auto", tabindex: "0", role: "group", "aria-label": label }, parts);
  const webLink = (url) => (/^https?:\/\//i.test(url) ? el("a", { href: url, rel: "noreferrer noopener" }, url) : url);

  // -- findings

  const documents = data.documents;
  const findings = data.findings;
  const byKey = new Map();
  documents.forEach((doc, at) => Object.assign(doc, { at, findings: [] }));
  findings.forEach((finding, at) => {
    finding.at = at;
    finding.doc = documents[finding.d];
    finding.doc.findings.push(finding);
    [finding.code, finding.name] = data.rules[finding.r];
    finding.severity = data.severities[finding.s];
    finding.id = finding.k && !byKey.has(finding.k) ? finding.k : `n${at}`;
    byKey.set(finding.id, finding);
  });

  const since = (finding) => (data.since && data.since[finding.k]) || "not compared";

  // -- triage: what the reviewer decided, by fingerprint, kept in the browser

  const STATES = { accepted: "accepted", "false-positive": "false positive", legacy: "legacy" };
  const DECIDED = "qc-triage", BY = "qc-by";
  const recall = (key) => { try { return localStorage.getItem(key) || ""; } catch { return ""; } };
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* a sandboxed page has no memory */ } };
  let decisions = new Map();
  function readDecisions() {
    try { decisions = new Map(JSON.parse(recall(DECIDED) || "[]")); } catch { decisions = new Map(); }
  }
  readDecisions();
  const decisionOf = (finding) => decisions.get(finding.k);
  const stateOf = (finding) => decisionOf(finding)?.state || (Object.hasOwn(STATES, finding.b) ? finding.b : "open");
  const undone = [];

  /** Keep decisions ([fingerprint, decision or undefined]); draw unless `silent`. */
  function decide(changes, silent) {
    for (const [key, decision] of changes) {
      if (decision) decisions.set(key, decision);
      else decisions.delete(key);
    }
    keep(DECIDED, JSON.stringify([...decisions]));
    pagedFor = null;
    if (!silent) draw();
  }

  /** Without a state, the finding is open again. */
  function judge(finding, state) {
    if (!finding || !finding.k) return;
    undone.push({ id: finding.id, change: [finding.k, decisionOf(finding)] });
    decide([[finding.k, state && { reason: "", by: recall(BY), until: null, ...decisionOf(finding), state }]]);
    say(`${finding.name}: ${STATES[state] || "open"}`);
  }

  function undo() {
    const last = undone.pop();
    if (!last) return say("Nothing to undo");
    decide([last.change], true);
    if (state.f === last.id) draw();
    else go({ f: last.id });
    say("Undone");
  }

  const annotate = (finding, change) => decide([[finding.k, { ...decisionOf(finding), ...change }]], true);

  /** Lines for `qc baseline import`. */
  function exported() {
    const own = [...new Set(findings.map((finding) => finding.k))].filter((key) => decisions.has(key)).sort();
    return own.map((fingerprint) => {
      const { state, reason, by, until } = decisions.get(fingerprint);
      return `${JSON.stringify({ fingerprint, state, reason, by, until })}\n`;
    }).join("");
  }

  function save() {
    const url = URL.createObjectURL(new Blob([exported()], { type: "application/x-ndjson" }));
    el("a", { href: url, download: "qc-triage.jsonl" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  async function imported(file) {
    const changes = [];
    for (const line of (await file.text()).split("\n").filter((it) => it.trim())) {
      try {
        const { fingerprint, state, reason, by, until } = JSON.parse(line);
        if (typeof fingerprint === "string" && Object.hasOwn(STATES, state)) changes.push([fingerprint, { state, reason: String(reason || ""), by: String(by || ""), until: until ? String(until) : null }]);
      } catch { /* not counted */ }
    }
    decide(changes);
    say(`${plural(changes.length, "decision")} imported`);
  }

  function triageLine() {
    const decided = decisions.size && new Set(findings.map(({ k }) => k).filter((key) => decisions.has(key))).size;
    const file = el("input", { type: "file", accept: ".jsonl", id: "import", class: "unseen", tabindex: "-1", "aria-label": "Decisions to import", onchange: (event) => event.target.files[0] && imported(event.target.files[0]) });
    return el("p", { class: "actions triage-line" },
      el("span", { id: "decided" }, `${number(decided)} decided`),
      el("button", { type: "button", id: "export", disabled: !decided, onclick: save }, "Export"),
      el("button", { type: "button", onclick: () => file.click() }, "Import"), file);
  }

  /** Where a finding is judged: the buttons, and once it is, the note. */
  function triageView(finding) {
    if (!finding.k) return null;
    const decision = decisionOf(finding);
    const button = (to, key) => el("button", { type: "button", "aria-pressed": String(stateOf(finding) === to), onclick: () => judge(finding, to), title: `key ${key}` }, to === "accepted" ? "Accept" : "False positive");
    const field = (name, label, type, value, change) => el("label", {}, label, el("input", { name, type, value, onchange: (event) => change(event.target.value.trim()) }));
    return el("div", { class: "triage" },
      el("p", { class: "actions" }, button("accepted", "a"), button("false-positive", "x"),
        decision && el("button", { type: "button", onclick: () => judge(finding) }, "Reopen")),
      decision && el("p", { class: "fields" },
        field("reason", "Note", "text", decision.reason, (reason) => annotate(finding, { reason })),
        field("by", "By", "text", decision.by, (by) => { keep(BY, by); annotate(finding, { by }); }),
        field("until", "Until", "date", decision.until || "", (until) => annotate(finding, { until: until || null }))));
  }

  const spoken = el("p", { class: "unseen", role: "status", id: "spoken" });
  const say = (words) => { spoken.textContent = words; };

  // -- what a finding says

  const place = (name, position) => (position ? `${name}:${position[0]}:${position[1]}` : name);
  const whereOf = (finding) => place(finding.doc.name, finding.p);
  const fixOf = (finding) => (!finding.f ? "none" : finding.f.safe ? "safe" : "unsafe");
  const BANDS = ["0.9-1", "0.7-0.9", "0.5-0.7", "0-0.5"];
  const FLOORS = BANDS.map(parseFloat);
  const bandOf = ({ c }) => BANDS[FLOORS.findIndex((floor) => c >= floor)];

  /** [before, match, after] of a span, from the text where the page has it. */
  function excerptOf(doc, span, given, around) {
    if (given || !doc || doc.text === undefined) return given || ["", "", ""];
    const [start, end] = span;
    const before = slice(doc, Math.max(0, start - around), start), after = slice(doc, end, end + around);
    const line = before.lastIndexOf("\n") + 1, rest = after.split(/\r?\n/)[0];
    return [
      line || start <= around ? before.slice(line) : before.replace(/^(\S{0,20}\s)?/, "\u2026 "),
      slice(doc, start, end),
      rest.length < after.length || end + around >= lengthOf(doc) ? rest : after.replace(/(\s\S{0,20})?$/, " \u2026"),
    ];
  }

  function haystack(finding) {
    if (finding.hay === undefined) {
      const [before, match, after] = excerptOf(finding.doc, finding.a, finding.x, 60);
      finding.hay = `${finding.code} ${finding.name} ${finding.m}\n${finding.doc.name} ${finding.doc.url || ""}\n${before}${match}${after}`.toLowerCase();
    }
    return finding.hay;
  }

  // -- queries

  /** Facets, in order: the key of the query box, its heading, and the value of a finding. */
  const FACETS = [
    ["sev", "Severity", (finding) => finding.severity],
    ["rule", "Rule", (finding) => finding.name],
    ["source", "Source", (finding) => finding.doc.source],
    ["lang", "Language", (finding) => finding.doc.lang || "unknown"],
    ["conf", "Confidence", bandOf],
    ["fix", "Fix", fixOf],
    ["state", "Triage", stateOf],
    ...(data.since ? [["since", "Since the earlier run", since]] : []),
  ];
  const KEYS = new Set([...FACETS.map(([key]) => key), "file"]);

  const quote = (value) => (value === "" || /[\s"]/.test(value) ? `"${value.replaceAll('"', "")}"` : value);

  /** `-key:"value" words` as [{ key, value, not }]; a word without a key, or with one unknown, is looked for in the text. */
  function parse(query) {
    const terms = [];
    for (const [whole, not, name, quoted, bare] of query.matchAll(/(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/g)) {
      const value = quoted === undefined ? bare : quoted;
      if (name && KEYS.has(name)) terms.push({ key: name, value, not: not === "-" });
      else if (name) terms.push({ key: "text", value: whole.replace(/^-/, "").replaceAll('"', ""), not: not === "-" });
      else if (value) terms.push({ key: "text", value, not: not === "-" });
    }
    return terms;
  }
  const unparse = (terms) =>
    terms.map(({ key, value, not }) => (not ? "-" : "") + (key === "text" ? quote(value) : `${key}:${quote(value)}`)).join(" ");

  const glob = (pattern) => new RegExp(`^${pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[^]*")}$`, "i");

  /** `>0.9`, `>=0.9`, `<0.5`, `0.5-0.7` (up to, not including, but for 1). */
  function confidence(value) {
    const compared = /^(>=|<=|>|<|=)?([\d.]+)$/.exec(value);
    const range = /^([\d.]+)-([\d.]+)$/.exec(value);
    if (range) {
      const [low, high] = [parseFloat(range[1]), parseFloat(range[2])];
      return (finding) => finding.c >= low && (finding.c < high || high >= 1);
    }
    if (!compared) return () => false;
    const bound = parseFloat(compared[2]);
    const tests = { ">": (c) => c > bound, ">=": (c) => c >= bound, "<": (c) => c < bound, "<=": (c) => c <= bound, "=": (c) => c === bound };
    const test = tests[compared[1] || "="];
    return (finding) => test(finding.c);
  }

  function predicate({ key, value }) {
    const wanted = value.toLowerCase();
    if (key === "text") return (finding) => haystack(finding).includes(wanted);
    if (key === "conf") return confidence(value);
    if (key === "fix") return (finding) => (wanted === "any" ? Boolean(finding.f) : fixOf(finding) === wanted);
    if (key === "file") {
      const pattern = wanted.includes("*") ? glob(wanted) : null;
      return ({ doc }) => (pattern ? pattern.test(doc.name) : doc.name.toLowerCase().includes(wanted));
    }
    if (key === "rule") {
      const pattern = glob(wanted);
      return ({ name, code }) => pattern.test(name) || pattern.test(code) || (wanted !== "" && code.toLowerCase().startsWith(wanted));
    }
    const value_of = FACETS.find(([name]) => name === key)[2];
    const pattern = glob(wanted);
    return (finding) => pattern.test(value_of(finding));
  }

  /** One test for each key: one of its positive terms holds (all of them for text) and none of its negative ones. */
  function compile(terms) {
    const tests = new Map();
    for (const key of new Set(terms.map((term) => term.key))) {
      const own = terms.filter((term) => term.key === key);
      const yes = own.filter((term) => !term.not).map(predicate), no = own.filter((term) => term.not).map(predicate);
      const some = key === "text" ? yes.every.bind(yes) : yes.some.bind(yes);
      tests.set(key, (finding) => (!yes.length || some((test) => test(finding))) && !no.some((test) => test(finding)));
    }
    return tests;
  }

  function tally(these, valueOf) {
    const counts = new Map();
    for (const value of these.map(valueOf)) counts.set(value, (counts.get(value) || 0) + 1);
    return counts;
  }

  /** The findings that pass, and for each facet the counts of what would pass without its own terms. */
  function select(query) {
    const tests = [...compile(parse(query))], passed = [];
    const only = Object.fromEntries(FACETS.map(([key]) => [key, []]));
    for (const finding of findings) {
      let failed = "", failures = 0;
      for (const [key, test] of tests) if (!test(finding)) {
        failed = key;
        if (++failures > 1) break;
      }
      if (!failures) passed.push(finding);
      else if (failures === 1) only[failed]?.push(finding);
    }
    const counts = Object.fromEntries(FACETS.map(([key, , valueOf]) => [key, tally(passed.concat(only[key]), valueOf)]));
    return { passed, counts };
  }

  const SORTS = {
    "": ["in order", (a, b) => a.at - b.at],
    severity: ["gravest first", (a, b) => b.s - a.s || a.at - b.at],
    confidence: ["surest first", (a, b) => b.c - a.c || a.at - b.at],
    rule: ["by rule", (a, b) => a.r - b.r || a.at - b.at],
  };

  // -- the hash

  const VIEWS = ["overview", "findings", "duplicates", "documents", "rules", "run"].filter(byId);

  /** `#/documents/3?q=...&page=2` as { view, item, q, sort, page, f, o, a, b, show }. */
  function readHash() {
    const [path, search = ""] = location.hash.replace(/^#\/?/, "").split(/\?(.*)/s);
    const [view, item = ""] = path.split("/");
    const given = new URLSearchParams(search);
    return {
      view: VIEWS.includes(view) ? view : "overview",
      item: safelyDecoded(item),
      q: given.get("q") || "",
      sort: given.get("sort") in SORTS || given.get("sort") in DOCUMENT_SORTS ? given.get("sort") : "",
      page: Math.max(0, parseInt(given.get("page"), 10) || 0),
      f: given.get("f") || "",
      o: given.get("o") || "",
      a: parseInt(given.get("a"), 10) || "",
      b: parseInt(given.get("b"), 10) || "",
      show: given.get("show") || "",
    };
  }
  function safelyDecoded(text) {
    try { return decodeURIComponent(text); } catch { return text; }
  }
  function hashOf({ view, item, q, sort, page, ...others }) {
    const given = new URLSearchParams();
    if (q) given.set("q", q);
    if (sort) given.set("sort", sort);
    if (page > 1 || (page && others.f)) given.set("page", page);
    for (const name of ["f", "o", "a", "b", "show"]) if (others[name]) given.set(name, others[name]);
    const search = given.toString();
    return `#/${view}${item !== "" && item !== undefined ? `/${encodeURIComponent(item)}` : ""}${search ? `?${search}` : ""}`;
  }

  let state = null;
  const changed = (changes) => hashOf({ ...state, ...changes });
  const go = (changes) => { location.hash = changed(changes); };
  /** As `go`, without a step in the history: for typing. */
  function amend(changes) {
    try { history.replaceState(null, "", changed(changes)); } catch { location.replace(changed(changes)); }
    draw();
  }

  // -- the view of all findings

  let pagedFor = null, selection = null;

  function drawFindings() {
    const app = byId("findings-app");
    if (!app.querySelector(".search")) app.replaceChildren(searchForm("Filter the findings", 'rule:repeated-phrase sev:error file:crawl/* conf:>0.9 state:open -lang:id "words"', SORTS), el("div", { class: "desk" }));
    app.querySelector(".triage-line")?.remove();
    app.querySelector(".search").append(triageLine());
    const input = app.querySelector("input");
    if (input.value !== state.q && document.activeElement !== input) input.value = state.q;
    app.querySelector("select").value = state.sort;
    const wanted = `${state.q}\n${state.sort}`;
    if (pagedFor !== wanted) {
      selection = select(state.q);
      selection.passed.sort((SORTS[state.sort] || SORTS[""])[1]);
      pagedFor = wanted;
    }
    const open = byKey.get(state.f);
    const desk = app.querySelector(".desk");
    desk.classList.toggle("open", Boolean(open));
    desk.replaceChildren(...[facets(), list(), open && detail(open, { close: changed({ f: "" }) })].filter(Boolean));
  }

  function searchForm(label, placeholder, sorts) {
    return el("form", { class: "search", role: "search", onsubmit: (event) => event.preventDefault() },
      el("input", { type: "search", "aria-label": label, placeholder, spellcheck: "false", autocomplete: "off", oninput: (event) => amend({ q: event.target.value, page: 1 }) }),
      el("select", { "aria-label": "Order", onchange: (event) => go({ sort: event.target.value, page: 1 }) },
        Object.entries(sorts).map(([key, [label_]]) => el("option", { value: key }, label_))));
  }

  function facets() {
    const terms = parse(state.q);
    const sections = FACETS.map(([key, heading]) => facet(key, heading, terms)).filter(Boolean);
    const box = el("details", { class: "facets" }, el("summary", {}, "Filters"), el("div", {}, sections));
    const wide = matchMedia("(min-width: 1151px)").matches;
    box.open = wide || facetsOpen;
    box.firstChild.hidden = wide;
    box.addEventListener("toggle", () => { facetsOpen = box.open; });
    return box;
  }
  let facetsOpen = false;
  const SHOWN_VALUES = 12;
  const ORDER = { conf: BANDS, sev: [...data.severities].reverse() };

  function facet(key, heading, terms) {
    const counts = selection.counts[key];
    const isOn = (value) => terms.some((term) => term.key === key && !term.not && term.value.toLowerCase() === value.toLowerCase());
    const order = ORDER[key];
    const values = [...counts].sort(([a, m], [b, n]) => (order ? order.indexOf(a) - order.indexOf(b) : n - m || (a < b ? -1 : 1)));
    if (!values.length) return null;
    const shown = values.filter(([value], at) => at < SHOWN_VALUES || isOn(value));
    const left = values.length - shown.length;
    return el("section", {}, el("h2", {}, heading),
      el("ul", {}, shown.map(([value, count]) => {
        const on = isOn(value);
        const others = terms.filter((term) => !(term.key === key && !term.not && term.value.toLowerCase() === value.toLowerCase()));
        const next = on ? others : [...terms, { key, value, not: false }];
        return el("li", {}, el("a", { href: changed({ q: unparse(next), page: 1 }), "aria-current": on && "true", title: on ? "remove this filter" : `only ${value}` },
          el("span", {}, value), el("span", {}, number(count))));
      })),
      left > 0 && el("p", { class: "quiet" }, `and ${number(left)} more`));
  }

  function list() {
    const { passed } = selection;
    const pages = Math.max(1, Math.ceil(passed.length / PAGE));
    const open = passed.findIndex((finding) => finding.id === state.f); // a link to a finding names no page
    const page = Math.min(state.page || Math.floor(Math.max(0, open) / PAGE) + 1, pages);
    const rows = passed.slice((page - 1) * PAGE, page * PAGE);
    const told = passed.length === findings.length ? plural(findings.length, "finding") : `${number(passed.length)} of ${plural(findings.length, "finding")}`;
    return el("div", { class: "list" },
      el("div", { class: "bar-line" }, el("span", { role: "status", id: "told" }, told), pager(page, pages)),
      rows.length
        ? el("ol", { class: "rows", start: (page - 1) * PAGE + 1 }, rows.map((finding) => row(finding, changed({ f: finding.id, page }), finding.id === state.f, true)))
        : el("p", { class: "empty" }, findings.length ? "No finding matches. " : "Nothing was found.", findings.length > 0 && el("a", { href: changed({ q: "", page: 1 }) }, "Show all")),
      pages > 1 && rows.length > 20 && el("div", { class: "bar-line" }, el("span"), pager(page, pages)));
  }

  function pager(page, pages) {
    if (pages < 2) return null;
    const step = (label, to, symbol) => el("button", { type: "button", "aria-label": label, disabled: to < 1 || to > pages, onclick: () => go({ page: to }) }, symbol);
    return el("span", { class: "pager" }, step("Previous page", page - 1, "\u2190"), `page ${number(page)} of ${number(pages)}`, step("Next page", page + 1, "\u2192"));
  }

  function row(finding, href, on, named) {
    const [before, match, after] = excerptOf(finding.doc, finding.a, finding.x, named ? 70 : 28);
    const long = match.length > 260;
    return el("li", { class: finding.severity },
      el("a", { href, "aria-current": on && "true", "data-id": finding.id },
        el("span", { class: "head" },
          el("span", { class: `severity ${finding.severity}` }, finding.severity),
          el("span", { class: "rule-name" }, finding.name),
          el("span", { class: "where", title: whereOf(finding) }, named ? (state.f ? whereOf(finding).split("/").pop() : whereOf(finding)) : finding.p ? finding.p.join(":") : ""),
          stateOf(finding) !== "open" && el("span", { class: "tally" }, STATES[stateOf(finding)]),
          finding.c < 1 && el("span", { class: "conf", title: "confidence" }, finding.c.toFixed(2))),
        match
          ? el("span", { class: "excerpt", dir: "auto" }, before, el("mark", {}, long ? `${match.slice(0, 160).replace(/[\ud800-\udbff]$/, "")} \u2026` : match), !long && after)
          : el("span", { class: "excerpt" }, finding.m)));
  }

  // -- one finding

  function detail(finding, { close, inDocument }) {
    const { doc } = finding, above = inSight(finding);
    return el("article", { class: `detail ${finding.severity}`, "aria-label": "Finding", id: "detail" },
      close && el("a", { class: "close", href: close, "aria-label": "Close the finding" }, "close"),
      el("p", { class: "head" },
        el("span", { class: `severity ${finding.severity}` }, finding.severity),
        el("a", { href: hashOf({ view: "rules", item: finding.code }) }, `${finding.code} ${finding.name}`),
        el("span", { class: "conf" }, `confidence ${finding.c.toFixed(2)}`)),
      el("h2", {}, finding.m),
      el("p", { class: "where" }, whereOf(finding)),
      doc.url && el("p", { class: "where" }, webLink(doc.url)),
      quoteOf(doc, [{ span: finding.a, kind: "" }, ...above.map((other) => ({ span: other.a, kind: "other" }))], finding.x),
      triageView(finding),
      (finding.o || []).slice(0, MOST_PLACES).map((other, at) => otherPlace(finding, other, at, above.includes(other))),
      finding.o && finding.o.length > MOST_PLACES && el("p", { class: "quiet" }, `and ${number(finding.o.length - MOST_PLACES)} more places`),
      clusterOf(finding) !== undefined && el("p", {}, el("a", { href: clusterLink(finding) }, `All ${number(data.clusters[clusterOf(finding)].length)} copies side by side`)),
      finding.f && fixView(finding),
      finding.e && evidence(finding.e),
      el("p", { class: "actions" },
        !inDocument && doc.text !== undefined && el("a", { href: hashOf({ view: "documents", item: doc.at, f: finding.id }) }, "Read the document"),
        el("button", { type: "button", onclick: copyLink }, "Copy link"),
        finding.k && el("span", { class: "conf", title: "fingerprint" }, finding.k)));
  }

  const MOST_PLACES = 20;

  function copyLink() {
    const open = byKey.get(state.f);
    const url = location.href.split("#")[0] + (open ? hashOf({ view: "findings", f: open.id }) : location.hash);
    const asked = () => prompt("Link", url);
    if (!navigator.clipboard) return asked();
    navigator.clipboard.writeText(url).then(() => say("Link copied"), asked);
  }

  const AROUND = 260;

  /** Where the quotation of a span begins and ends: whole paragraphs if they are short, else whole words. */
  const window_ = (doc, [start, end]) => [paragraphStart(doc, Math.max(0, start - AROUND), start), paragraphEnd(doc, end, Math.min(lengthOf(doc), end + AROUND))];

  /** The other places of a finding that its own quotation shows. */
  function inSight(finding) {
    if (finding.doc.text === undefined) return [];
    const [from, to] = window_(finding.doc, finding.a);
    return (finding.o || []).filter(({ d, a }) => d === finding.d && a[0] >= from && a[1] <= to && (a[1] <= finding.a[0] || a[0] >= finding.a[1]));
  }

  /** A stretch of the text with spans marked: [{ span, kind }], the first of them in the middle. */
  function quoteOf(doc, marks, given) {
    const context = (...parts) => passage("Text", parts);
    if (!doc || doc.text === undefined) return given ? context(given[0], el("mark", { class: marks[0].kind }, given[1]), given[2]) : null;
    const [from, to] = window_(doc, marks[0].span);
    const parts = [from > 0 && "\u2026 "];
    let at = from;
    for (const { span, kind } of [...marks].sort((a, b) => a.span[0] - b.span[0])) {
      if (span[0] < at) continue;
      parts.push(slice(doc, at, span[0]), el("mark", { class: kind }, slice(doc, ...span)));
      at = span[1];
    }
    return context(parts, slice(doc, at, to), to < lengthOf(doc) && " \u2026");
  }

  /** Where to begin between `from` and `start`: at a paragraph if that leaves 80 characters, else at a word. */
  function paragraphStart(doc, from, start) {
    const line = from > 0 ? Array.from(slice(doc, from, start)).lastIndexOf("\n", start - from - 80) : -1;
    return line >= 0 ? from + line + 1 : wordStart(doc, from, start);
  }
  function paragraphEnd(doc, end, to) {
    const line = to < lengthOf(doc) ? Array.from(slice(doc, end, to)).findIndex((point, at) => at >= 80 && (point === "\n" || point === "\r")) : -1;
    return line >= 0 ? end + line : wordEnd(doc, end, to);
  }
  const wordStart = (doc, from, start) => (from > 0 ? from + Array.from(slice(doc, from, start)).indexOf(" ") + 1 : 0);
  function wordEnd(doc, end, to) {
    const blank = to < lengthOf(doc) ? Array.from(slice(doc, end, to)).lastIndexOf(" ") : -1;
    return blank >= 0 ? end + blank : to;
  }

  /** Another place of a finding: marked above already, or quoted; its heading leads there. */
  function otherPlace(finding, other, at, above) {
    const doc = documents[other.d];
    const name = doc === finding.doc ? "line" : doc ? doc.name : other.n || "";
    const label = `${other.l}: ${place(name, other.p).replace(/^line:/, "line ")}`;
    const link = doc?.text !== undefined ? el("a", { href: hashOf({ view: "documents", item: doc.at, f: finding.id, o: at + 1 }) }, label) : label;
    if (above) return el("h3", {}, link, ", marked above");
    return el("div", {}, el("h3", {}, link), quoteOf(doc, [{ span: other.a, kind: "other" }], other.x));
  }

  const LETTERS = "\\p{L}\\p{M}\\p{N}";
  const WORD_HEAD = new RegExp(`^[${LETTERS}]+`, "u"), WORD_TAIL = new RegExp(`[${LETTERS}]+$`, "u");

  /** An edit [start, end, replacement] grown to whole words. */
  function wholeWords(doc, [start, end, replacement]) {
    const removed = slice(doc, start, end);
    const before = WORD_HEAD.test(removed) || WORD_HEAD.test(replacement) ? (WORD_TAIL.exec(slice(doc, Math.max(0, start - 40), start)) || [""])[0] : "";
    const after = WORD_TAIL.test(removed) || WORD_TAIL.test(replacement) ? (WORD_HEAD.exec(slice(doc, end, end + 40)) || [""])[0] : "";
    return [start - Array.from(before).length, end + Array.from(after).length, before + replacement + after];
  }

  /** The text from `from` to `to` with edits as del and ins; of two edits that overlap the first one counts. */
  function edited(doc, edits, from, to) {
    const parts = [];
    let at = from, done = from;
    for (const edit of [...edits].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
      if (edit[0] < done) continue;
      const grown = wholeWords(doc, edit);
      const [start, end, replacement] = grown[0] < at ? edit : grown;
      if (start < at) continue;
      parts.push(slice(doc, at, start), start < end && el("del", {}, slice(doc, start, end)), replacement && el("ins", {}, replacement));
      at = end;
      done = Math.max(end, edit[1]);
    }
    return [parts, slice(doc, at, to)];
  }

  function fixView(finding) {
    const { doc, f: fix } = finding;
    const heading = el("h3", {}, `Fix (${fix.safe ? "safe" : "unsafe"}): ${fix.t}`);
    if (doc.text === undefined) return el("div", {}, heading);
    const first = Math.min(...fix.e.map(([start]) => start)), last = Math.max(...fix.e.map(([, end]) => end));
    const from = wordStart(doc, Math.max(0, first - 60), first), to = wordEnd(doc, last, Math.min(lengthOf(doc), last + 60));
    return el("div", {}, heading, passage("Text after the fix",
      from > 0 && "\u2026 ", edited(doc, fix.e, from, to), to < lengthOf(doc) && " \u2026"));
  }

  const wordsOf = (value) => (Array.isArray(value) ? value.map(wordsOf).join(", ") : value && typeof value === "object" ? JSON.stringify(value) : String(value));
  function evidence(facts) {
    return el("div", {}, el("h3", {}, "Evidence"),
      el("table", { class: "facts" }, el("tbody", {}, Object.entries(facts).map(([name, value]) =>
        el("tr", {}, el("th", { scope: "row" }, name.replaceAll("_", " ")), el("td", {}, wordsOf(value)))))));
  }

  // -- documents

  const DOCUMENT_SORTS = {
    "": ["most findings first", (a, b) => b.findings.length - a.findings.length || a.at - b.at],
    order: ["in order", (a, b) => a.at - b.at],
    name: ["by name", (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)],
    words: ["longest first", (a, b) => (b.words || 0) - (a.words || 0) || a.at - b.at],
    density: ["densest first", (a, b) => density(b) - density(a) || a.at - b.at],
  };
  const density = (doc) => (doc.words ? doc.findings.length / doc.words : 0);

  function drawDocuments() {
    const app = byId("documents-app");
    const doc = state.item === "" ? null : documents[Number(state.item)];
    byId("documents-title").hidden = Boolean(doc);
    if (doc) return drawDocument(app, doc);
    if (!app.querySelector(".search")) app.replaceChildren(searchForm("Filter the documents by name", "part of a name or url", DOCUMENT_SORTS), el("div", { class: "list" }));
    const input = app.querySelector("input");
    if (input.value !== state.q && document.activeElement !== input) input.value = state.q;
    app.querySelector("select").value = state.sort;
    const wanted = state.q.toLowerCase();
    const shown = documents.filter((it) => `${it.name} ${it.url || ""}`.toLowerCase().includes(wanted));
    shown.sort((DOCUMENT_SORTS[state.sort] || DOCUMENT_SORTS[""])[1]);
    const pages = Math.max(1, Math.ceil(shown.length / PAGE)), page = Math.min(state.page || 1, pages);
    const unread = shown.filter((it) => it.state !== "checked").length, clean = shown.filter((it) => !it.findings.length).length;
    const told = [`${plural(shown.length - unread - clean, "document")} with findings`, unread > 0 && `${number(unread)} not checked`, clean > 0 && `${number(clean)} copied`];
    app.querySelector(".list").replaceChildren(
      el("div", { class: "bar-line" }, el("span", { role: "status" }, told.filter(Boolean).join(", ")), pager(page, pages) || ""),
      shown.length ? documentTable(shown.slice((page - 1) * PAGE, page * PAGE)) : el("p", { class: "empty" }, "No document matches."));
  }

  function documentTable(shown) {
    const head = ["Document", "Findings", "Where", "Language", "Words", "Words a sentence"];
    return el("table", { class: "documents-table" },
      el("thead", {}, el("tr", {}, head.map((label, at) => el("th", { scope: "col", class: at > 3 && "num" }, label)))),
      el("tbody", {}, shown.map((doc) => el("tr", {},
        el("th", { scope: "row" }, doc.text !== undefined || doc.findings.length ? el("a", { href: hashOf({ view: "documents", item: doc.at }) }, doc.name) : doc.name),
        el("td", {}, tallies(doc)),
        el("td", { class: "strip" }, strip(doc), el("span", { class: "unseen" }, stripInWords(doc))),
        el("td", { "data-label": "language" }, doc.lang || "\u2013"),
        el("td", { class: "num", "data-label": "words" }, doc.words === undefined ? "\u2013" : number(doc.words)),
        el("td", { class: "num", "data-label": "words a sentence" }, doc.reading ? doc.reading.sentence : "\u2013")))));
  }

  function tallies(doc) {
    return el("span", { class: "tallies" }, [...data.severities].reverse().map((severity) => {
      const count = doc.findings.filter((finding) => finding.severity === severity).length;
      return count > 0 && el("span", { class: `severity ${severity}`, title: plural(count, severity) }, number(count), el("span", { class: "unseen" }, ` ${severity}`));
    }));
  }

  /** The strip for people who cannot see it. */
  function stripInWords({ chars, findings: found }) {
    if (!chars) return "";
    const quarters = [0, 0, 0, 0];
    for (const { a } of found) quarters[Math.min(3, Math.floor((4 * a[0]) / chars))]++;
    return `${quarters.join(", ")} findings in the four quarters of the text`;
  }

  /** One path for each severity: a stroke where a finding begins. */
  function strokes(doc, line) {
    const length = doc.chars || 1;
    return data.severities.map((severity) => {
      const marks = doc.findings.filter((finding) => finding.severity === severity).slice(0, MOST_MARKS);
      return marks.length > 0 && svg("path", { class: severity, d: marks.map((finding) => line((100 * finding.a[0] / length).toFixed(2))).join("") });
    });
  }
  const strip = (doc) => doc.chars > 0 && svg("svg", { viewBox: "-1 0 102 10", preserveAspectRatio: "none", "aria-hidden": "true" }, strokes(doc, (x) => `M${x} 0V10`));

  function drawDocument(app, doc) {
    const open = byKey.get(state.f);
    const others = open ? (open.o || []).map((other, at) => ({ ...other, at })).filter((other) => other.d === doc.at) : [];
    const chosen = open && (open.doc === doc || others.length) ? open : null;
    const lines = [doc.lang && `language ${doc.lang}`, doc.words !== undefined && plural(doc.words, "word"), doc.format, doc.record && `record ${number(doc.record)}`,
      doc.line && `line ${number(doc.line)} of the file`, doc.field && `field ${doc.field}`].filter(Boolean);
    fill(app, {}, [app.replaceChildren(),
      el("p", { class: "crumb" }, el("a", { href: hashOf({ view: "documents" }) }, "Documents"), ` \u203a ${number(doc.at + 1)} of ${number(documents.length)}`),
      el("h1", { tabindex: "-1" }, doc.name),
      el("p", { class: "lines" }, lines.map((line) => el("span", {}, line)), doc.url && el("span", {}, webLink(doc.url))),
      doc.reason && el("p", { class: "notice bad" }, `This input was ${doc.state}: ${doc.reason}`),
      (doc.notes || []).map((note) => el("p", { class: "notice" }, note)),
      el("div", { class: "reader" },
        el("div", { class: "sheet" },
          el("div", { class: "page" }, doc.text === undefined
            ? el("p", { class: "quiet" }, doc.state === "checked" ? "The text of this document is not in this file; the findings quote it." : "There is no text: nothing was read.")
            : [fixSwitch(doc), state.show ? fixedText(doc) : markedText(doc, chosen, others)]),
          doc.text !== undefined && map(doc)),
        side(doc, chosen))]);
    const target = chosen && (byId(`other-${state.o - 1}`) || byId(`mark-${chosen.at}`) || byId(`other-${others[0]?.at}`));
    target?.scrollIntoView({ block: "center" });
  }

  function fixSwitch(doc) {
    const fixes = doc.findings.filter((finding) => finding.f), safe = fixes.filter((finding) => finding.f.safe);
    if (!fixes.length) return null;
    const choice = (show, label) => el("a", { href: changed({ show }), "aria-current": state.show === show && "true" }, label);
    return el("p", { class: "switch", role: "group", "aria-label": "Text" }, choice("", "As it is"),
      safe.length > 0 && choice("safe", `After safe fixes (${number(safe.length)})`), fixes.length > safe.length && choice("all", `After all fixes (${number(fixes.length)})`));
  }

  function fixedText(doc) {
    const edits = doc.findings.filter(({ f }) => f && (f.safe || state.show === "all")).slice(0, MOST_MARKS).flatMap(({ f }) => f.e);
    return el("div", { class: "context", dir: "auto" }, edited(doc, edits, 0, Infinity));
  }

  /** A finding about nearly the whole text stands above it instead. */
  const isWhole = (doc, { a }) => a[1] - a[0] > 400 && a[1] - a[0] > 0.9 * lengthOf(doc);

  /** The whole text with its marks; where spans overlap, the shortest shows. */
  function markedText(doc, chosen, others) {
    const spans = doc.findings.filter((it) => it.a[1] > it.a[0] && !isWhole(doc, it)).slice(0, MOST_MARKS).map((finding) => ({ finding, a: finding.a }));
    const inText = [...spans, ...others.filter((other) => !isWhole(doc, other)).map((other) => ({ other, a: other.a }))];
    const ids = new Set();
    const once = (id) => !ids.has(id) && ids.add(id) && id;
    const parts = stretches(inText).map(([start, end, span]) => {
      const words = slice(doc, start, end);
      if (!span) return words;
      if (span.other) return el("mark", { class: "other", id: once(`other-${span.other.at}`), title: span.other.l }, words);
      return el("a", { id: once(`mark-${span.finding.at}`), href: changed({ f: span.finding.id, o: "" }), title: `${span.finding.code} ${span.finding.name}`, "aria-current": span.finding === chosen && "true" },
        el("mark", { class: span.finding.severity }, words));
    });
    return [doc.findings.filter((it) => isWhole(doc, it)).map((finding) => el("p", { class: "whole" },
      el("a", { href: changed({ f: finding.id, o: "" }) }, el("span", { class: `severity ${finding.severity}` }, finding.severity), ` ${finding.name}: ${finding.m}`))),
    doc.findings.length > MOST_MARKS && el("p", { class: "notice" }, `The first ${number(MOST_MARKS)} of ${plural(doc.findings.length, "finding")} are marked.`),
    el("div", { class: "context", dir: "auto" }, parts)];
  }

  /** [start, end, shortest span or null] from 0 to the end of the text. */
  function stretches(spans) {
    const waiting = [...spans].sort((x, y) => x.a[0] - y.a[0]), found = [];
    const points = [...new Set(spans.flatMap(({ a }) => a))].sort((x, y) => x - y);
    let at = 0, active = [];
    for (const point of [...points, Infinity]) {
      const top = active.reduce((best, span) => (!best || span.a[1] - span.a[0] < best.a[1] - best.a[0] ? span : best), null);
      const last = found[found.length - 1];
      if (last && last[2] === top && top) last[1] = point;
      else if (point > at) found.push([at, point, top]);
      at = point;
      active = active.filter(({ a }) => a[1] > point);
      while (waiting.length && waiting[0].a[0] <= point) active.push(waiting.shift());
    }
    return found;
  }

  function map(doc) {
    const frame = svg("rect", { x: 0, width: 10 });
    const box = svg("svg", { class: "map", viewBox: "0 -0.5 10 101", preserveAspectRatio: "none", "aria-hidden": "true" }, frame, strokes(doc, (y) => `M0 ${y}H10`));
    const text = () => byId("documents-app").querySelector(".page");
    const place = () => {
      const page = text();
      if (!page || !box.isConnected) return removeEventListener("scroll", place);
      const { top, height } = page.getBoundingClientRect();
      if (!height) return;
      const from = Math.max(0, -top / height), to = Math.min(1, (innerHeight - top) / height);
      frame.setAttribute("y", (100 * from).toFixed(2));
      frame.setAttribute("height", Math.max(1, 100 * (to - from)).toFixed(2));
    };
    box.addEventListener("click", (event) => {
      const { top, height } = box.getBoundingClientRect(), page = text().getBoundingClientRect();
      scrollTo({ top: scrollY + page.top + (page.height * (event.clientY - top)) / height - innerHeight / 2 });
    });
    addEventListener("scroll", place, { passive: true });
    requestAnimationFrame(place);
    return box;
  }

  function side(doc, chosen) {
    const rows = doc.findings.slice(0, PAGE / 2);
    return el("div", { class: `side ${rows.length > 4 && !chosen ? "long" : ""}` },
      chosen
        ? el("div", {}, detail(chosen, { close: changed({ f: "" }), inDocument: true }), neighbours(doc, chosen))
        : el("ol", { class: "rows" }, rows.map((finding) => row(finding, changed({ f: finding.id }), false, false))),
      !chosen && doc.findings.length > rows.length && el("p", {}, el("a", { href: hashOf({ view: "findings", q: `file:${quote(doc.name)}` }) }, `All ${plural(doc.findings.length, "finding")}`)),
      !chosen && doc.reading && readingView(doc));
  }

  function neighbours(doc, chosen) {
    const at = doc.findings.indexOf(chosen);
    const link = (finding, label) => finding && el("a", { href: changed({ f: finding.id }) }, label);
    return el("p", { class: "bar-line" }, link(doc.findings[at - 1], "\u2190 previous") || el("span"), `${at + 1} of ${plural(doc.findings.length, "finding")}`, link(doc.findings[at + 1], "next \u2192") || el("span"));
  }

  function readingView({ reading }) {
    const facts = [["Words", number(reading.words)], ["Sentences", number(reading.sentences)], ["Words a sentence", reading.sentence],
      ["Minutes to read", reading.minutes < 1 ? "under 1" : Math.round(reading.minutes)], ["LIX (under 30 easy, over 50 hard)", reading.lix], ["RIX", reading.rix],
      ...(reading.formulas || []).map(([name, value, scale]) => [`${name} (${scale})`, value])];
    return el("div", { class: "card" }, el("h2", {}, "How it reads"),
      el("table", { class: "facts" }, el("tbody", {}, facts.filter(([, value]) => value !== undefined).map(([name, value]) =>
        el("tr", {}, el("th", { scope: "row" }, name), el("td", { class: "num" }, value))))));
  }

  // -- duplicates

  /** The places of a cluster: { finding, doc or null, name, p, a, x }. */
  const membersOf = (cluster) => cluster.map(([at, other]) => {
    const finding = findings[at], it = other < 0 ? { d: finding.d, ...finding } : finding.o[other];
    const doc = documents[it.d] || null;
    return { finding, other, doc, name: doc ? doc.name : it.n || "", p: it.p, a: it.a, x: it.x };
  });
  let clusterByFinding = null;
  function clusterOf(finding) {
    if (!clusterByFinding) {
      clusterByFinding = new Map();
      data.clusters.forEach((cluster, at) => cluster.forEach(([found]) => { if (!clusterByFinding.has(found)) clusterByFinding.set(found, at); }));
    }
    return clusterByFinding.get(finding.at);
  }
  function clusterLink(finding) {
    const item = clusterOf(finding), own = data.clusters[item].findIndex(([at, other]) => at === finding.at && other < 0);
    return hashOf({ view: "duplicates", item, ...(own > 0 ? { a: 1, b: own + 1 } : {}) });
  }
  const memberText = ({ doc, a, x }) => (doc?.text !== undefined ? slice(doc, a[0], a[1]) : x ? x[1] : "");

  function drawDuplicates() {
    const app = byId("duplicates-app"), cluster = state.item === "" ? null : data.clusters[Number(state.item)];
    byId("duplicates-title").hidden = Boolean(cluster);
    if (cluster) return drawCluster(app, cluster);
    const pages = Math.max(1, Math.ceil(data.clusters.length / PAGE)), page = Math.min(state.page || 1, pages);
    const first = (page - 1) * PAGE;
    app.replaceChildren(
      el("div", { class: "bar-line" }, el("span", { role: "status" }, plural(data.clusters.length, "cluster")), pager(page, pages) || ""),
      el("ol", { class: "rows", start: first + 1 }, data.clusters.slice(first, first + PAGE).map((it, at) => clusterRow(it, first + at))));
  }

  function clusterRow(cluster, at) {
    const members = membersOf(cluster), [first] = members, docs = new Set(members.map(({ name }) => name)).size;
    return el("li", { class: first.finding.severity },
      el("a", { href: hashOf({ view: "duplicates", item: at }), "data-cluster": at },
        el("span", { class: "head" }, el("span", { class: "rule-name" }, `${number(members.length)} copies`),
          el("span", { class: "where" }, docs > 1 ? `in ${plural(docs, "document")}` : first.name), el("span", { class: "conf" }, first.finding.name)),
        el("span", { class: "excerpt", dir: "auto" }, Array.from(memberText(first).slice(0, 800)).slice(0, 400).join(""))));
  }

  function drawCluster(app, cluster) {
    const members = membersOf(cluster), at = Number(state.item);
    const chosen = (value) => Math.min(members.length, Math.max(1, value)) - 1;
    const left = chosen(state.a || 1), right = chosen(state.b || 2);
    const pages = Math.ceil(members.length / PAGE), page = Math.min(state.page || 1, pages), first = (page - 1) * PAGE;
    const pick = (side, index, on) => el("a", { href: changed({ [side]: index + 1 }), "aria-current": on && "true", "aria-label": `${index + 1} ${side === "a" ? "left" : "right"}` }, side === "a" ? "left" : "right");
    app.replaceChildren(
      el("p", { class: "crumb" }, el("a", { href: hashOf({ view: "duplicates" }) }, "Duplicates"), ` \u203a ${number(at + 1)} of ${number(data.clusters.length)}`),
      el("h1", { tabindex: "-1" }, `${number(members.length)} copies`),
      el("p", { class: "lines" }, el("a", { href: hashOf({ view: "findings", f: members[0].finding.id }) }, members[0].finding.m)),
      ...sideBySide(members[left], members[right]),
      el("div", { class: "bar-line" }, el("h2", {}, "All members"), pager(page, pages) || ""),
      el("ol", { class: "rows members", start: first + 1 }, members.slice(first, first + PAGE).map((member, index) => el("li", {},
        el("span", { class: "num" }, number(first + index + 1)), memberLink(member),
        el("span", { class: "pick" }, pick("a", first + index, first + index === left), pick("b", first + index, first + index === right))))));
  }

  function memberLink({ finding, doc, name, p, other }) {
    const label = place(name, p);
    return doc?.text !== undefined ? el("a", { class: "where", href: hashOf({ view: "documents", item: doc.at, f: finding.id, o: other < 0 ? "" : other + 1 }) }, label) : el("span", { class: "where" }, label);
  }

  const SHOWN_CHARACTERS = 40000;
  const UNSPACED = `[${["Han", "Hira", "Kana", "Thai", "Lao", "Khmr", "Mymr"].map((script) => `\\p{sc=${script}}`).join("")}]`;
  const WORD = new RegExp(`${UNSPACED}|[[${LETTERS}]--${UNSPACED}]+`, "gv");

  function sideBySide(left, right) {
    const texts = [left, right].map((member) => memberText(member).slice(0, SHOWN_CHARACTERS));
    const words = texts.map((text) => [...text.matchAll(WORD)]);
    const found = differences(words[0].map(([word]) => word), words[1].map(([word]) => word));
    const count = found.reduce((sum, [a, b, c, d]) => sum + Math.max(b - a, d - c), 0);
    const short = [left, right].some(({ doc }) => doc?.text === undefined);
    const panel = (member, index, tag) => el("div", { class: "card" }, memberLink(member),
      passage(index ? "Right" : "Left", woven(texts[index], words[index], found.map((range) => range.slice(2 * index, 2 * index + 2)), tag)));
    return [el("p", { role: "status", id: "differences" }, count ? `${plural(count, "word")} ${count === 1 ? "differs" : "differ"}.` : "Word for word the same.", short && " Only excerpts are in this file."),
      el("div", { class: "pair" }, panel(left, 0, "del"), panel(right, 1, "ins"))];
  }

  /** The text with the words of each range in an element. */
  function woven(text, words, ranges, tag) {
    const parts = [];
    let at = 0;
    for (const [from, to] of ranges.slice(0, MOST_MARKS)) {
      if (from === to) continue;
      const start = words[from].index, end = words[to - 1].index + words[to - 1][0].length;
      parts.push(text.slice(at, start), el(tag, {}, text.slice(start, end)));
      at = end;
    }
    return [parts, text.slice(at)];
  }

  /** Ranges [a0, a1, b0, b1] in which two lists of words differ. */
  function differences(a, b) {
    const found = [];
    const walk = (a0, a1, b0, b1) => {
      while (a0 < a1 && b0 < b1 && a[a0] === b[b0]) { a0++; b0++; }
      while (a0 < a1 && b0 < b1 && a[a1 - 1] === b[b1 - 1]) { a1--; b1--; }
      if (a0 === a1 && b0 === b1) return;
      const common = a0 === a1 || b0 === b1 ? [] : (a1 - a0) * (b1 - b0) <= 1e6 ? longest(a0, a1, b0, b1) : unique(a0, a1, b0, b1);
      if (!common.length) return void found.push([a0, a1, b0, b1]);
      for (const [i, j] of [...common, [a1, b1]]) {
        walk(a0, i, b0, j);
        a0 = i + 1;
        b0 = j + 1;
      }
    };
    /** The longest common subsequence as pairs, by the table of its lengths. */
    const longest = (a0, a1, b0, b1) => {
      const width = b1 - b0 + 1, table = new Uint16Array((a1 - a0 + 1) * width), pairs = [];
      for (let i = a1 - 1; i >= a0; i--) for (let j = b1 - 1; j >= b0; j--) {
        const here = (i - a0) * width + j - b0;
        table[here] = a[i] === b[j] ? table[here + width + 1] + 1 : Math.max(table[here + width], table[here + 1]);
      }
      for (let i = a0, j = b0; i < a1 && j < b1;) {
        const here = (i - a0) * width + j - b0;
        if (a[i] === b[j]) pairs.push([i++, j++]);
        else if (table[here + width] >= table[here + 1]) i++;
        else j++;
      }
      return pairs;
    };
    /** Of long stretches, words that stand once on either side, in the same order. */
    const unique = (a0, a1, b0, b1) => {
      const once = (list, from, to) => {
        const seen = new Map();
        for (let i = from; i < to; i++) seen.set(list[i], seen.has(list[i]) ? -1 : i);
        return seen;
      };
      const there = once(b, b0, b1), pairs = [];
      let last = -1;
      for (const [word, i] of once(a, a0, a1)) {
        const j = there.get(word);
        if (i >= 0 && j > last) { pairs.push([i, j]); last = j; }
      }
      return pairs;
    };
    walk(0, a.length, 0, b.length);
    return found;
  }

  // -- frame

  function draw() {
    const before = state;
    state = readHash();
    for (const old of document.querySelectorAll(".detail")) old.remove();
    for (const view of VIEWS) byId(view).hidden = view !== state.view;
    for (const link of document.querySelectorAll("nav a")) {
      if (link.hash.startsWith(`#/${state.view}`)) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    if (state.view === "findings") drawFindings();
    if (state.view === "duplicates") drawDuplicates();
    if (state.view === "documents") drawDocuments();
    const moved = before && (before.view !== state.view || before.item !== state.item || before.page !== state.page);
    if (state.view === "rules" && state.item) {
      byId(`rule-${state.item}`)?.scrollIntoView();
    } else if (moved && !(state.view === "documents" && state.f)) scrollTo({ top: 0, behavior: "instant" });
    if (before && before.view !== state.view) byId("main").focus({ preventScroll: true });
    if (state.f && (!before || before.f !== state.f) && state.view === "findings") showOpen();
  }

  /** On a small screen the open finding takes the place of the list; on a large one its row stays in sight. */
  function showOpen() {
    const current = document.querySelector(".rows a[aria-current]");
    if (current?.offsetParent) current.scrollIntoView({ block: "nearest" });
    else scrollTo({ top: 0, behavior: "instant" });
  }

  const THEMES = ["auto", "light", "dark"];
  const themeOf = () => recall("qc-theme") || "auto";
  const themeButton = el("button", { type: "button", onclick: () => setTheme(THEMES[(THEMES.indexOf(themeOf()) + 1) % THEMES.length]) });
  function setTheme(theme) {
    keep("qc-theme", theme);
    if (theme === "auto") document.documentElement.removeAttribute("data-theme");
    else document.documentElement.dataset.theme = theme;
    themeButton.textContent = `Theme: ${theme}`;
  }

  const HELP = [["/", "filter"], ["j  k", "next, previous finding"], ["n  p", "next, previous document or cluster"], ["[  ]", "previous, next page"], ["a  x", "accept; false positive"], ["z", "undo"], ["y", "copy the link"],
    ["Enter", "read the document of the open finding"], ["Esc", "close the finding, leave the filter"], ["1 \u2026 6", "the views"], ["t", "theme"], ["?", "these keys"]];
  function help() {
    const dialog = el("dialog", { "aria-labelledby": "help-title", onclose: () => dialog.remove() },
      el("h2", { id: "help-title" }, "Keys and queries"),
      el("table", { class: "facts" }, el("tbody", {}, HELP.map(([key, does]) => el("tr", {}, el("td", {}, el("kbd", {}, key)), el("td", {}, does))))),
      el("p", {}, "A query is made of ", ["rule:", "sev:", "file:", "source:", "lang:", "conf:>0.9", "fix:safe", "state:open"].map((key) => [el("code", {}, key), " "]),
        "and words of the text. A ", el("code", {}, "-"), " before a part excludes, ", el("code", {}, "*"), " stands for anything, quotes hold words together."),
      el("form", { method: "dialog" }, el("button", {}, "Close")));
    document.body.append(dialog);
    dialog.showModal();
  }

  /** The findings that j and k walk through, in their order. */
  const walked = () => (state.view === "documents" ? (documents[Number(state.item)] || { findings: [] }).findings : state.view === "findings" ? selection.passed : []);

  function openAt(here, at) {
    if (!here[at]) return;
    go({ f: here[at].id, o: "", ...(state.view === "findings" ? { page: Math.floor(at / PAGE) + 1 } : {}) });
  }

  /** Open the finding `by` places after the open one. */
  function step(by) {
    const here = walked(), at = here.findIndex((finding) => finding.id === state.f);
    openAt(here, at < 0 ? (by > 0 ? 0 : here.length - 1) : at + by);
  }

  /** The next or previous document (of the list: its first finding) or cluster. */
  function leap(by) {
    if (state.view === "findings") {
      const here = walked(), at = here.findIndex((finding) => finding.id === state.f);
      let next = at < 0 ? 0 : at;
      while (here[next] && at >= 0 && here[next].d === here[at].d) next += by;
      while (by < 0 && here[next - 1] && here[next - 1].d === here[next].d) next--;
      return openAt(here, next);
    }
    const length = { documents: documents.length, duplicates: data.clusters.length }[state.view] || 0;
    const item = state.item === "" ? (by > 0 ? 0 : length - 1) : Number(state.item) + by;
    if (item >= 0 && item < length) location.hash = hashOf({ view: state.view, item, show: state.show });
  }

  /** Judge the open finding and go on to the next one. */
  function judgeOpen(to) {
    const open = byKey.get(state.f), here = walked(), at = here.indexOf(open);
    if (!open || !open.k) return;
    const next = here[at + 1];
    judge(open, to);
    if (next) openAt(walked(), walked().indexOf(next));
  }

  /** Press the first or last button of the pager, if there is one to press. */
  function turn(which) {
    document.querySelector(`.view:not([hidden]) .pager button:${which}-child`)?.click();
  }

  function keyed(event) {
    const typing = event.target.matches("input, select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") {
      if (typing) event.target.blur();
      else if (state.f) go({ f: "", o: "" });
      else if (state.item) go({ item: "", a: "", b: "", show: "" });
      return;
    }
    if (typing) return;
    const open = byKey.get(state.f);
    const actions = {
      "/": () => { if (state.view !== "documents") go({ view: "findings", item: "" }); setTimeout(() => { byId(readHash().view).querySelector("input")?.focus(); }, 60); },
      j: () => step(1), k: () => step(-1),
      n: () => leap(1), p: () => leap(-1),
      "[": () => turn("first"), "]": () => turn("last"),
      a: () => judgeOpen("accepted"), x: () => judgeOpen("false-positive"), z: undo, y: copyLink,
      Enter: () => state.view === "findings" && open && event.target.closest("a, button, summary") === null && (location.hash = hashOf({ view: "documents", item: open.doc.at, f: open.id })),
      t: () => themeButton.click(), "?": help,
    };
    VIEWS.forEach((view, at) => { actions[at + 1] = () => { location.hash = hashOf({ view }); }; });
    if (actions[event.key]) {
      if (event.key !== "Enter") event.preventDefault();
      actions[event.key]();
    }
  }

  document.documentElement.classList.add("js");
  for (const link of document.querySelectorAll("nav a, .brand")) link.hash = link.hash.replace("#", "#/");
  document.body.append(spoken);
  addEventListener("storage", (event) => {
    if (event.key !== DECIDED) return;
    readDecisions();
    pagedFor = null;
    draw();
  });
  byId("tools").append(themeButton, el("button", { type: "button", onclick: help, "aria-label": "Keys and queries" }, "?"));
  setTheme(themeOf());
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault(); // the hash is the state
    byId("main").focus();
  });
  addEventListener("hashchange", draw);
  document.addEventListener("keydown", keyed);
  draw();
  performance.mark("qc-ready");
  document.documentElement.dataset.ready = `${documents.length} documents, ${findings.length} findings`;
})();
