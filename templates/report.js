"use strict";
// The report's desk. The page's data (see qc/reports/desk.py) is read once; each view is drawn anew from the hash,
// which holds the whole state. Strings of strangers become text nodes and never markup.

(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const PAGE = 100;
  const MOST_MARKS = 1000;
  const byId = (id) => document.getElementById(id);
  const number = (value) => value.toLocaleString("en-US");
  const plural = (count, word) => `${number(count)} ${word}${count === 1 ? "" : "s"}`;

  // ---- text ------------------------------------------------------------------------------------------------------

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

  // ---- elements --------------------------------------------------------------------------------------------------

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
  const webLink = (url) => (/^https?:\/\//i.test(url) ? el("a", { href: url, rel: "noreferrer noopener" }, url) : url);

  // ---- findings --------------------------------------------------------------------------------------------------

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

  const place = (name, position) => (position ? `${name}:${position[0]}:${position[1]}` : name);
  const whereOf = (finding) => place(finding.doc.name, finding.p);
  const fixOf = (finding) => (!finding.f ? "none" : finding.f.safe ? "safe" : "unsafe");
  const BANDS = ["0.9-1", "0.7-0.9", "0.5-0.7", "0-0.5"];
  const bandOf = (finding) => BANDS.find((band) => finding.c >= parseFloat(band));

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

  // ---- queries ---------------------------------------------------------------------------------------------------

  /** Facets, in order: the key of the query box, its heading, and the value of a finding. */
  const FACETS = [
    ["sev", "Severity", (finding) => finding.severity],
    ["rule", "Rule", (finding) => finding.name],
    ["source", "Source", (finding) => finding.doc.source],
    ["lang", "Language", (finding) => finding.doc.lang || "unknown"],
    ["conf", "Confidence", bandOf],
    ["fix", "Fix", fixOf],
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

  /** The findings that pass, and for each facet the counts of what would pass without its own terms. */
  function select(query) {
    const tests = [...compile(parse(query))];
    const counts = new Map(FACETS.map(([key]) => [key, new Map()]));
    const count = (key, finding) => {
      const value = FACETS.find(([name]) => name === key)[2](finding), of = counts.get(key);
      of.set(value, (of.get(value) || 0) + 1);
    };
    const passed = findings.filter((finding) => {
      const failed = tests.filter(([, test]) => !test(finding));
      if (failed.length === 1 && counts.has(failed[0][0])) count(failed[0][0], finding);
      if (!failed.length) FACETS.forEach(([key]) => count(key, finding));
      return !failed.length;
    });
    return { passed, counts };
  }

  const SORTS = {
    place: ["in order", (a, b) => a.at - b.at],
    severity: ["gravest first", (a, b) => b.s - a.s || a.at - b.at],
    confidence: ["surest first", (a, b) => b.c - a.c || a.at - b.at],
    rule: ["by rule", (a, b) => a.r - b.r || a.at - b.at],
  };

  // ---- the hash --------------------------------------------------------------------------------------------------

  const VIEWS = ["overview", "findings", "documents", "rules", "run"];

  /** `#/documents/3?q=...&page=2` as { view, item, q, sort, page, f }. */
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
    };
  }
  function safelyDecoded(text) {
    try { return decodeURIComponent(text); } catch { return text; }
  }
  function hashOf({ view, item, q, sort, page, f }) {
    const given = new URLSearchParams();
    if (q) given.set("q", q);
    if (sort) given.set("sort", sort);
    if (page > 1 || (page && f)) given.set("page", page);
    if (f) given.set("f", f);
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

  // ---- the view of all findings ----------------------------------------------------------------------------------

  let pagedFor = null, selection = null;

  function drawFindings() {
    const app = byId("findings-app");
    if (!app.querySelector(".search")) app.replaceChildren(searchForm(), el("div", { class: "desk" }));
    const input = app.querySelector("input");
    if (input.value !== state.q && document.activeElement !== input) input.value = state.q;
    app.querySelector("select").value = state.sort || "place";
    const wanted = `${state.q}\n${state.sort}`;
    if (pagedFor !== wanted) {
      selection = select(state.q);
      selection.passed.sort(SORTS[state.sort in SORTS ? state.sort : "place"][1]);
      pagedFor = wanted;
    }
    const open = byKey.get(state.f);
    const desk = app.querySelector(".desk");
    desk.classList.toggle("open", Boolean(open));
    desk.replaceChildren(...[facets(), list(), open && detail(open, { close: changed({ f: "" }) })].filter(Boolean));
  }

  function searchForm() {
    const typed = (event) => amend({ q: event.target.value, page: 1 });
    return el("form", { class: "search", role: "search", onsubmit: (event) => event.preventDefault() },
      el("input", { type: "search", "aria-label": "Filter the findings", placeholder: 'rule:repeated-phrase sev:error file:crawl/* conf:>0.9 -lang:id "words"', spellcheck: "false", autocomplete: "off", oninput: typed }),
      el("select", { "aria-label": "Order", onchange: (event) => go({ sort: event.target.value === "place" ? "" : event.target.value, page: 1 }) },
        Object.entries(SORTS).map(([key, [label]]) => el("option", { value: key }, label))));
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
    const counts = selection.counts.get(key);
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
          finding.c < 1 && el("span", { class: "conf", title: "confidence" }, finding.c.toFixed(2))),
        match
          ? el("span", { class: "excerpt", dir: "auto" }, before, el("mark", {}, long ? `${match.slice(0, 160).replace(/[\ud800-\udbff]$/, "")} \u2026` : match), !long && after)
          : el("span", { class: "excerpt" }, finding.m)));
  }

  // ---- one finding -----------------------------------------------------------------------------------------------

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
      (finding.o || []).slice(0, 50).map((other) => otherPlace(finding, other, above.includes(other))),
      finding.o && finding.o.length > 50 && el("p", { class: "quiet" }, `and ${number(finding.o.length - 50)} more places`),
      finding.f && fixView(finding),
      finding.e && evidence(finding.e),
      el("p", { class: "actions" },
        !inDocument && doc.text !== undefined && el("a", { href: hashOf({ view: "documents", item: doc.at, f: finding.id }) }, "Read the document"),
        copyButton(finding),
        finding.k && el("span", { class: "conf", title: "fingerprint" }, finding.k)));
  }

  function copyButton(finding) {
    const url = () => location.href.split("#")[0] + hashOf({ view: "findings", f: finding.id });
    return el("button", { type: "button", onclick: (event) => {
      const button = event.currentTarget;
      const done = () => { button.textContent = "Copied"; };
      if (navigator.clipboard) navigator.clipboard.writeText(url()).then(done, () => prompt("Link to this finding", url()));
      else prompt("Link to this finding", url());
    } }, "Copy link");
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
    const context = (...parts) => el("div", { class: "context", dir: "auto", tabindex: "0", role: "group", "aria-label": "Text" }, parts);
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

  function otherPlace(finding, other, above) {
    const doc = other.d === undefined ? null : documents[other.d];
    const name = doc === finding.doc ? "line" : doc ? doc.name : other.n || "";
    const label = `${other.l}: ${place(name, other.p).replace(/^line:/, "line ")}`;
    const link = doc && doc !== finding.doc && doc.text !== undefined ? el("a", { href: hashOf({ view: "documents", item: doc.at }) }, label) : label;
    if (above) return el("h3", {}, link, ", marked above");
    return el("div", {}, el("h3", {}, link), quoteOf(doc, [{ span: other.a, kind: "other" }], other.x));
  }

  function fixView(finding) {
    const { doc, f: fix } = finding;
    const heading = el("h3", {}, `Fix (${fix.safe ? "safe" : "unsafe"}): ${fix.t}`);
    if (doc.text === undefined) return el("div", {}, heading);
    const edits = [...fix.e].sort((a, b) => a[0] - b[0]);
    const first = edits[0][0], last = edits[edits.length - 1][1];
    const from = wordStart(doc, Math.max(0, first - 60), first), to = wordEnd(doc, last, Math.min(lengthOf(doc), last + 60));
    const parts = [from > 0 && "\u2026 "];
    let at = from;
    for (const [start, end, replacement] of edits) {
      parts.push(slice(doc, at, start), start < end && el("del", {}, slice(doc, start, end)), replacement && el("ins", {}, replacement));
      at = end;
    }
    return el("div", {}, heading, el("div", { class: "context", dir: "auto", tabindex: "0", role: "group", "aria-label": "Text after the fix" }, parts, slice(doc, at, to), to < lengthOf(doc) && " \u2026"));
  }

  const wordsOf = (value) => (Array.isArray(value) ? value.map(wordsOf).join(", ") : value && typeof value === "object" ? JSON.stringify(value) : String(value));
  function evidence(facts) {
    return el("div", {}, el("h3", {}, "Evidence"),
      el("table", { class: "facts" }, el("tbody", {}, Object.entries(facts).map(([name, value]) =>
        el("tr", {}, el("th", { scope: "row" }, name.replaceAll("_", " ")), el("td", {}, wordsOf(value)))))));
  }

  // ---- documents -------------------------------------------------------------------------------------------------

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
    if (!app.querySelector(".search")) app.replaceChildren(documentForm(), el("div", { class: "list" }));
    const input = app.querySelector("input");
    if (input.value !== state.q && document.activeElement !== input) input.value = state.q;
    app.querySelector("select").value = state.sort;
    const wanted = state.q.toLowerCase();
    const shown = documents.filter((it) => `${it.name} ${it.url || ""}`.toLowerCase().includes(wanted));
    shown.sort((DOCUMENT_SORTS[state.sort] || DOCUMENT_SORTS[""])[1]);
    const pages = Math.max(1, Math.ceil(shown.length / PAGE)), page = Math.min(state.page || 1, pages);
    const unread = shown.filter((it) => it.state !== "checked").length;
    const told = [`${plural(shown.length - unread, "document")} with findings`, unread > 0 && `${number(unread)} not checked`];
    app.querySelector(".list").replaceChildren(
      el("div", { class: "bar-line" }, el("span", { role: "status" }, told.filter(Boolean).join(", ")), pager(page, pages) || ""),
      shown.length ? documentTable(shown.slice((page - 1) * PAGE, page * PAGE)) : el("p", { class: "empty" }, "No document matches."));
  }

  function documentForm() {
    return el("form", { class: "search", role: "search", onsubmit: (event) => event.preventDefault() },
      el("input", { type: "search", "aria-label": "Filter the documents by name", placeholder: "part of a name or url", spellcheck: "false", autocomplete: "off", oninput: (event) => amend({ q: event.target.value, page: 1 }) }),
      el("select", { "aria-label": "Order", onchange: (event) => go({ sort: event.target.value, page: 1 }) },
        Object.entries(DOCUMENT_SORTS).map(([key, [label]]) => el("option", { value: key }, label))));
  }

  function documentTable(shown) {
    const head = ["Document", "Findings", "Where", "Language", "Words", "Words a sentence"];
    return el("table", { class: "documents-table" },
      el("thead", {}, el("tr", {}, head.map((label, at) => el("th", { scope: "col", class: at > 3 && "num" }, label)))),
      el("tbody", {}, shown.map((doc) => el("tr", {},
        el("th", { scope: "row" }, doc.text !== undefined || doc.findings.length ? el("a", { href: hashOf({ view: "documents", item: doc.at }) }, doc.name) : doc.name),
        el("td", {}, tallies(doc)),
        el("td", { class: "strip" }, strip(doc)),
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

  /** One path for each severity: a stroke where a finding begins, at its share of the document's length. */
  function strokes(doc, line) {
    const length = doc.chars || 1;
    return data.severities.map((severity) => {
      const marks = doc.findings.filter((finding) => finding.severity === severity).slice(0, MOST_MARKS);
      return marks.length > 0 && svg("path", { class: severity, d: marks.map((finding) => line((100 * finding.a[0] / length).toFixed(2))).join("") });
    });
  }
  const strip = (doc) => svg("svg", { viewBox: "-1 0 102 10", preserveAspectRatio: "none", "aria-hidden": "true" }, strokes(doc, (x) => `M${x} 0V10`));

  function drawDocument(app, doc) {
    const open = byKey.get(state.f);
    const chosen = open && open.doc === doc ? open : null;
    const lines = [doc.lang && `language ${doc.lang}`, doc.words !== undefined && plural(doc.words, "word"), doc.format, doc.record && `record ${number(doc.record)}`,
      doc.line && `line ${number(doc.line)} of the file`, doc.field && `field ${doc.field}`].filter(Boolean);
    fill(app, {}, [app.replaceChildren(),
      el("p", { class: "crumb" }, el("a", { href: hashOf({ view: "documents" }) }, "Documents"), ` \u203a ${number(doc.at + 1)} of ${number(documents.length)}`),
      el("h1", { tabindex: "-1" }, doc.name),
      el("p", { class: "lines" }, lines.map((line) => el("span", {}, line)), doc.url && el("span", {}, webLink(doc.url))),
      doc.reason && el("p", { class: "notice bad" }, `This input was ${doc.state}: ${doc.reason}`),
      (doc.notes || []).map((note) => el("p", { class: "notice" }, note)),
      el("div", { class: "reader" },
        el("div", { class: "page" }, doc.text === undefined
          ? el("p", { class: "quiet" }, doc.state === "checked" ? "The text of this document is not in this file; the findings quote it." : "There is no text: nothing was read.")
          : markedText(doc, chosen)),
        doc.text === undefined ? el("div") : map(doc),
        side(doc, chosen))]);
    const target = chosen && byId(`mark-${chosen.at}`);
    if (target) target.scrollIntoView({ block: "center" });
  }

  /** The whole text; where findings overlap, the later one is marked from where the earlier one ends. */
  function markedText(doc, chosen) {
    const marks = doc.findings.filter((finding) => finding.a[1] > finding.a[0]).slice(0, MOST_MARKS);
    const parts = [];
    let at = 0;
    for (const finding of marks) {
      const start = Math.max(at, finding.a[0]), end = finding.a[1];
      if (end <= start) continue;
      parts.push(slice(doc, at, start),
        el("a", { id: `mark-${finding.at}`, href: changed({ f: finding.id }), title: `${finding.code} ${finding.name}`, "aria-current": finding === chosen && "true" },
          el("mark", { class: finding.severity }, slice(doc, start, end))));
      at = end;
    }
    parts.push(slice(doc, at, Infinity));
    return el("div", { class: "context", dir: "auto" }, parts);
  }

  function map(doc) {
    const frame = svg("rect", { x: 0, width: 10 });
    const box = svg("svg", { class: "map", viewBox: "0 -0.5 10 101", preserveAspectRatio: "none", "aria-hidden": "true" }, frame, strokes(doc, (y) => `M0 ${y}H10`));
    const text = () => byId("documents-app").querySelector(".page");
    const place = () => {
      const page = text();
      if (!page || !box.isConnected) return removeEventListener("scroll", place);
      const { top, height } = page.getBoundingClientRect();
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
    const rows = doc.findings.slice(0, PAGE);
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

  // ---- frame -----------------------------------------------------------------------------------------------------

  function draw() {
    const before = state;
    state = readHash();
    for (const view of VIEWS) byId(view).hidden = view !== state.view;
    for (const link of document.querySelectorAll("nav a")) {
      if (link.hash.startsWith(`#/${state.view}`)) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    if (state.view === "findings") drawFindings();
    if (state.view === "documents") drawDocuments();
    const moved = !before || before.view !== state.view || before.item !== state.item || before.page !== state.page;
    if (state.view === "rules" && state.item) {
      const card = byId(`rule-${state.item}`);
      if (card) card.scrollIntoView();
    } else if (moved && !(state.view === "documents" && state.f)) scrollTo({ top: 0, behavior: "instant" });
    if (before && before.view !== state.view) byId("main").focus({ preventScroll: true });
    if (state.f && (!before || before.f !== state.f) && state.view === "findings") showOpen();
  }

  /** On a small screen the open finding takes the place of the list; on a large one its row stays in sight. */
  function showOpen() {
    const current = document.querySelector(".rows a[aria-current]");
    if (current && current.offsetParent) current.scrollIntoView({ block: "nearest" });
    else scrollTo({ top: 0, behavior: "instant" });
  }

  const THEMES = ["auto", "light", "dark"];
  const memory = {
    get theme() { try { return localStorage.getItem("qc-theme") || "auto"; } catch { return "auto"; } },
    set theme(theme) { try { localStorage.setItem("qc-theme", theme); } catch { /* a sandboxed page has no memory */ } },
  };
  const themeButton = el("button", { type: "button", onclick: () => setTheme(THEMES[(THEMES.indexOf(memory.theme) + 1) % THEMES.length]) });
  function setTheme(theme) {
    memory.theme = theme;
    if (theme === "auto") document.documentElement.removeAttribute("data-theme");
    else document.documentElement.dataset.theme = theme;
    themeButton.textContent = `Theme: ${theme}`;
  }

  const HELP = [["/", "filter"], ["j  k", "next, previous finding"], ["[  ]", "previous, next page"], ["Enter", "read the document of the open finding"], ["Esc", "close the finding, leave the filter"],
    ["1 \u2026 5", "the five views"], ["t", "theme"], ["?", "these keys"]];
  function help() {
    const dialog = el("dialog", { "aria-labelledby": "help-title", onclose: () => dialog.remove() },
      el("h2", { id: "help-title" }, "Keys and queries"),
      el("table", { class: "facts" }, el("tbody", {}, HELP.map(([key, does]) => el("tr", {}, el("td", {}, el("kbd", {}, key)), el("td", {}, does))))),
      el("p", {}, "A query is made of ", ["rule:", "sev:", "file:", "source:", "lang:", "conf:>0.9", "fix:safe"].map((key) => [el("code", {}, key), " "]),
        "and words of the text. A ", el("code", {}, "-"), " before a part excludes, ", el("code", {}, "*"), " stands for anything, quotes hold words together."),
      el("form", { method: "dialog" }, el("button", {}, "Close")));
    document.body.append(dialog);
    dialog.showModal();
  }

  /** Open the finding `by` places after the open one. */
  function step(by) {
    const here = state.view === "documents" ? (documents[Number(state.item)] || { findings: [] }).findings : state.view === "findings" ? selection.passed : [];
    const at = here.findIndex((finding) => finding.id === state.f);
    const next = here[at < 0 ? (by > 0 ? 0 : here.length - 1) : at + by];
    if (!next) return;
    if (state.view === "documents") go({ f: next.id });
    else go({ f: next.id, page: Math.floor(here.indexOf(next) / PAGE) + 1 });
  }

  /** Press the first or last button of the pager, if there is one to press. */
  function turn(which) {
    const button = document.querySelector(`.view:not([hidden]) .pager button:${which}-child`);
    if (button) button.click();
  }

  function keyed(event) {
    const typing = event.target.matches("input, select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") {
      if (typing) event.target.blur();
      else if (state.f) go({ f: "" });
      return;
    }
    if (typing) return;
    const open = byKey.get(state.f);
    const actions = {
      "/": () => { if (state.view !== "documents") go({ view: "findings", item: "" }); setTimeout(() => { const input = byId(readHash().view).querySelector("input"); if (input) input.focus(); }, 60); },
      j: () => step(1), k: () => step(-1),
      "[": () => turn("first"), "]": () => turn("last"),
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
  byId("tools").append(themeButton, el("button", { type: "button", onclick: help, "aria-label": "Keys and queries" }, "?"));
  setTheme(memory.theme);
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault(); // the hash is the state
    byId("main").focus();
  });
  addEventListener("hashchange", draw);
  document.addEventListener("keydown", keyed);
  draw();
  document.documentElement.dataset.ready = `${documents.length} documents, ${findings.length} findings`;
})();
