(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  // So many rows at first and with every "more"; towns before the table of towns is cut; rows on paper at most.
  const PAGE = 200, FIRST = 10, TOWNS = 60, PAPER = 1000;
  const STATES = data.state_titles;
  const SIGNS = { covered: "✓", no_profile: "✗", profile_invalid: "✗", never_issued: "✗" };
  const LEVELS = ["重大", "较大", "一般", "低", ""];
  const COLUMNS = [
    ["town_name", "街镇"], ["name", "社区（村）"], ["title", "状态"], ["why", "原因"], ["version", "版本"],
    ["signed_on", "签发"], ["review_due", "复核到期"], ["level", "风险"], ["musts", "必须未达标"],
  ];

  const WHOLE = ["town_name", "version", "signed_on", "review_due"]; // never broken over two lines

  const el = (name, attributes, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key === "class") node.className = value || "";
      else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value);
    }
    for (const child of children) node.append(child);
    return node;
  };

  // Tables come column by column, texts that repeat themselves by number (see columns.py).
  const column = (packed) => {
    if (Array.isArray(packed)) return packed;
    if (packed.t) return packed.i.map((at) => at < 0 ? null : packed.t[at]);
    if (packed.c) return table(packed);
    const values = column(packed.v);
    let end = 0;
    return packed.n.map((length) => values.slice(end, end += length));
  };
  const table = (packed) => {
    const rows = Array.from({ length: packed.r }, () => ({}));
    for (const [key, values] of Object.entries(packed.c)) column(values).forEach((value, at) => { rows[at][key] = value; });
    return rows;
  };

  const communities = table(data.communities), towns = table(data.towns), contradictions = table(data.contradictions);
  const rules = Object.fromEntries(((data.readiness && data.readiness.rules) || []).map((rule) => [rule.rule, rule]));
  const steps = table(data.next_steps);
  for (const step of steps) {
    const one = communities[step.community];
    one.next = step;
    step.town_name = data.town_names[one.town]; step.name = one.name; step.community = one.community;
  }
  const said = (reason) => reason.text + (reason.day ? `（${reason.day}）` : "");
  const rows = communities.map((one, at) => ({
    at, one, failed: [],
    town_name: data.town_names[one.town], name: one.name, title: STATES[one.state],
    why: one.reasons.concat(one.flags).map(said).join("；"),
    version: one.evidence.version, signed_on: one.evidence.signed_on || "", review_due: one.evidence.review_due || "",
    level: one.level, musts: -1, text: "",
  }));
  if (data.readiness) {
    const asked = data.readiness.communities.asked;
    column(data.readiness.communities.failed).forEach((failed, at) => {
      const row = rows[asked[at]];
      row.failed = failed;
      row.musts = failed.filter((answer) => rules[answer.rule].severity === "必须").length;
    });
  }
  const textOf = (row) => row.text || (row.text = [row.name, row.one.code, row.town_name, row.title, row.why].join(" ").toLowerCase());
  const order = Object.keys(STATES);

  // What is looked at stands in the address, so that a view can be sent on and the back button works.
  const wanted = { q: "", town: "", state: "", level: "", flagged: "", sort: "", open: "", kind: "", must: "" };
  const read = () => {
    const said = new URLSearchParams(location.hash.slice(1));
    for (const key of Object.keys(wanted)) wanted[key] = said.get(key) || "";
  };
  const write = (replace) => {
    const said = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value));
    const hash = "#" + said.toString();
    if (hash === (location.hash || "#")) return;
    if (replace) history.replaceState(null, "", hash); else history.pushState(null, "", hash);
  };
  const set = (changes, replace) => { Object.assign(wanted, changes); write(replace); if (!("open" in changes && Object.keys(changes).length === 1)) shown = PAGE; show(); };
  let shown = PAGE;

  const numbers = () => {
    const whole = data.whole;
    $("as-of").textContent = `${data.district} · 统计日期 ${data.as_of} · 名册 ${whole.total} 个社区（村）`
      + (data.exempt.length ? ` · 另有免编 ${data.exempt.length} 个` : "");
    const box = (title, percent, part, total, note) => el("div", { class: "number" }, title, el("b", {}, percent === "—" ? "—" : percent + "%"), `${part} / ${total}`, el("br"), el("small", {}, note));
    $("numbers").append(box("编制覆盖率", whole.percent, whole.covered, whole.total, "有在用、齐全、备案、分发的预案"));
    if (data.readiness) {
      $("numbers").append(box("要素达标率", data.readiness.percent, data.readiness.ready, data.readiness.total, "“必须”项全部达标；和覆盖率是两个数"));
    }
    for (const [step, number] of Object.entries(whole.steps)) {
      const share = whole.total ? number * 100 / whole.total : 0;
      $("ladder").append(el("div", { class: "step" }, el("span", {}, step), el("div", { class: "bar" }, el("i", { style: `width:${share}%` })), el("span", {}, `${number} / ${whole.total}`)));
    }
  };

  const curve = () => {
    const points = data.trend || [];
    if (points.length < 2) { $("trend-section").hidden = true; return; }
    const W = 720, H = 180, left = 40, bottom = 28;
    const x = (at) => left + at * (W - left - 20) / (points.length - 1);
    const y = (share) => 12 + (100 - share) * (H - bottom - 12) / 100;
    const ns = "http://www.w3.org/2000/svg";
    const draw = (name, attributes, text) => { const node = document.createElementNS(ns, name); for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value); if (text) node.textContent = text; return node; };
    const svg = draw("svg", { viewBox: `0 0 ${W} ${H}`, role: "img", width: "100%", style: "max-width:48rem" });
    svg.append(draw("title", {}, "编制覆盖率走势：" + points.map((one) => `${one.day} ${one.percent}%`).join("，")));
    for (const share of [0, 50, 100]) {
      svg.append(draw("line", { x1: left, x2: W - 20, y1: y(share), y2: y(share), stroke: "#c9d1db" }));
      svg.append(draw("text", { x: left - 6, y: y(share) + 4, "text-anchor": "end" }, String(share)));
    }
    svg.append(draw("polyline", { points: points.map((one, at) => `${x(at)},${y(Number(one.percent) || 0)}`).join(" "), fill: "none", stroke: "#1c2430", "stroke-width": 2 }));
    points.forEach((one, at) => {
      svg.append(draw("circle", { cx: x(at), cy: y(Number(one.percent) || 0), r: 3, fill: "#1c2430" }));
      if (points.length < 8 || at % 3 === 0 || at === points.length - 1) svg.append(draw("text", { x: x(at), y: H - 8, "text-anchor": "middle" }, one.day.slice(2, 7)));
    });
    $("trend").append(svg);
  };

  const heat = (number) => {
    const head = el("tr", {}, el("th", { scope: "col" }, "街镇"), el("th", { scope: "col" }, "总数"));
    for (const state of order) head.append(el("th", { scope: "col" }, STATES[state]));
    head.append(el("th", { scope: "col" }, "覆盖率"));
    const body = el("tbody");
    for (const tally of [...towns.slice(0, number), data.whole]) {
      const whole = tally === data.whole;
      const town = whole ? "" : tally.title;
      const row = el("tr", {}, el("th", { scope: "row" }, tally.title), el("td", {}, String(tally.total)));
      for (const state of order) {
        const number = tally.states[state];
        const share = tally.total ? number / tally.total : 0;
        const cell = el("td", { class: number ? "some" : "zero", "data-heat": number && !whole ? String(Math.ceil(share * 4)) : null });
        if (number) cell.append(el("button", { type: "button", "aria-label": `${tally.title} ${STATES[state]} ${number}`, onclick: () => { set({ town, state, open: "" }); $("h-list").scrollIntoView(); } }, String(number)));
        else cell.append("0");
        row.append(cell);
      }
      row.append(el("td", {}, tally.percent === "—" ? "—" : tally.percent + "%"));
      body.append(row);
    }
    $("heat").replaceChildren(el("thead", {}, head), body);
    $("more-towns").hidden = number >= towns.length;
  };

  // What to do next, the most pressing first.
  const next = (number) => {
    if (!steps.length) { $("next-section").hidden = true; return; }
    const head = el("tr");
    for (const title of ["序号", "街镇", "社区（村）", "做什么", "谁来做", "期限"]) head.append(el("th", { scope: "col" }, title));
    const body = el("tbody");
    steps.slice(0, number).forEach((step, at) => {
      const ask = () => { set({ q: "", town: step.town_name, state: "", level: "", flagged: "", open: step.community }); $("h-list").scrollIntoView(); };
      body.append(el("tr", {}, el("td", {}, String(at + 1)), el("td", { class: "whole" }, step.town_name), el("td", {}, el("button", { type: "button", class: "link", onclick: ask }, step.name)), el("td", {}, step.what), el("td", {}, step.who), el("td", { class: "whole" }, step.due || "")));
    });
    $("next").replaceChildren(el("thead", {}, head), body);
    $("all-next").hidden = number >= steps.length;
    stepsShown = number;
  };
  let townsShown = TOWNS, stepsShown = FIRST, conflictsShown = FIRST;

  // What communities and towns cannot both be right about: of the town that is asked for, of a kind, or the gravest.
  const names = Object.fromEntries(communities.map((one) => [one.community, data.town_names[one.town] + one.name]));
  const townOf = (slug) => data.town_names[slug.split("/")[0]] || "";
  const conflicts = () => {
    if (!contradictions.length) { $("conflict-section").hidden = true; return; }
    const found = contradictions.filter((one) =>
      (!wanted.kind || one.kind === wanted.kind) && (!wanted.must || one.must)
      && (!wanted.town || one.concerned.some((slug) => townOf(slug) === wanted.town)));
    const head = el("tr");
    for (const title of ["类别", "程度", "涉及", "情况", "证据", "谁来定"]) head.append(el("th", { scope: "col" }, title));
    const body = el("tbody");
    for (const one of found.slice(0, conflictsShown)) {
      const concerned = el("td");
      for (const slug of one.concerned) {
        const ask = () => { set({ q: "", town: townOf(slug), state: "", level: "", flagged: "", open: slug.includes("/") ? slug : "" }); $("h-list").scrollIntoView(); };
        concerned.append(el("div", { class: "whole" }, el("button", { type: "button", class: "link", onclick: ask }, names[slug] || townOf(slug) || slug)));
      }
      const kind = one.must ? "missing" : "partly";
      body.append(el("tr", {}, el("td", { class: "whole" }, one.kind), el("td", {}, el("span", { class: "state " + kind, "data-sign": one.must ? "✗" : "?" }, one.must ? "必改" : "核对")), concerned, el("td", {}, one.what), el("td", { class: "places" }, one.evidence.join("；")), el("td", {}, one.who)));
    }
    $("conflicts").replaceChildren(el("thead", {}, head), body);
    $("conflict-count").textContent = `${found.length} 处，必改 ${found.filter((one) => one.must).length} 处`;
    $("kind").value = wanted.kind; $("must").checked = Boolean(wanted.must);
    $("more-conflicts").hidden = found.length <= conflictsShown;
  };

  const choices = (id, options) => { for (const [value, title] of options) $(id).append(el("option", { value }, title)); };

  // Ranks of texts are found once for each column: comparing Chinese anew at every step of a sort takes seconds.
  const collator = new Intl.Collator("zh-CN");
  const ranks = {};
  const rankOf = (key) => {
    if (key === "title") return (row) => order.indexOf(row.one.state);
    if (key === "level") return (row) => LEVELS.indexOf(row.level);
    if (key === "musts") return (row) => row.musts;
    if (!ranks[key]) {
      const texts = [...new Set(rows.map((row) => row[key] || ""))].sort(collator.compare);
      ranks[key] = new Map(texts.map((text, at) => [text, at]));
    }
    return (row) => ranks[key].get(row[key] || "");
  };

  const matching = () => {
    const q = wanted.q.trim().toLowerCase();
    const found = rows.filter((row) =>
      (!wanted.town || row.town_name === wanted.town)
      && (!wanted.state || row.one.state === wanted.state) && (!wanted.level || (row.level || "未评估") === wanted.level)
      && (!wanted.flagged || row.one.flags.length) && (!q || textOf(row).includes(q)));
    if (COLUMNS.some(([key]) => key === wanted.sort.replace("-", ""))) {
      const sign = wanted.sort.startsWith("-") ? -1 : 1;
      const rank = rankOf(wanted.sort.replace("-", ""));
      found.sort((a, b) => sign * (rank(a) - rank(b)) || a.at - b.at);
    }
    return found;
  };

  const detail = (row) => {
    const one = row.one, evidence = one.evidence;
    const list = el("dl");
    const say = (title, text) => { if (text) list.append(el("dt", {}, title), el("dd", {}, text)); };
    say("区划代码", one.code); say("类别", one.kind); say("档案位置", one.community);
    one.reasons.forEach((reason) => say("为什么", said(reason)));
    one.flags.forEach((reason) => say("提示", said(reason)));
    say("版本", evidence.version && evidence.version + (evidence.paper ? "（纸质预案）" : ""));
    say("签发", evidence.signed_on && evidence.signed_on + (evidence.signer_post ? "，" + evidence.signer_post : "")); say("复核到期", evidence.review_due);
    say("备案", evidence.receipt_no && `${evidence.receipt_no}${evidence.filed_on ? "，" + evidence.filed_on : ""}`);
    say("分发签收", evidence.copies ? `${evidence.copies} 份${evidence.handed_on ? "，" + evidence.handed_on : ""}` : "");
    say("宽限到", one.in_grace_until); say("更新限期", one.update_due);
    say("演练问题", one.open_findings ? `${one.open_findings} 个未销号，${one.overdue_findings} 个逾期` : "");
    const step = one.next;
    if (step) say("下一步", `${step.what}（${step.who}${step.due ? "，" + step.due : ""}）`);
    for (const one of contradictions) if (one.concerned.includes(row.one.community)) say(`矛盾 ${one.must ? "必改" : "核对"}`, `${one.kind}：${one.what}（${one.who}）`);
    for (const answer of row.failed) say(`${answer.rule} ${rules[answer.rule].severity}`, `${rules[answer.rule].title}：${answer.said}`);
    return el("tr", { class: "detail" }, el("td", { colspan: String(COLUMNS.length) }, list));
  };

  const show = () => {
    for (const id of ["q", "town", "state", "level"]) if ($(id).value !== wanted[id]) $(id).value = wanted[id];
    $("flagged").checked = Boolean(wanted.flagged);
    const head = el("tr");
    for (const [key, title] of COLUMNS) {
      const now = wanted.sort === key ? "ascending" : wanted.sort === "-" + key ? "descending" : "none";
      head.append(el("th", { scope: "col", "aria-sort": now }, el("button", { type: "button", "data-column": key, onclick: () => set({ sort: wanted.sort === key ? "-" + key : key }) }, title + (now === "ascending" ? " ▲" : now === "descending" ? " ▼" : "")), el("span", { class: "paper" }, title)));
    }
    const found = matching();
    const body = el("tbody");
    // What is open is listed, however far down it stands.
    const listed = found.slice(0, shown);
    const open = wanted.open && found.slice(shown).find((row) => row.one.community === wanted.open);
    for (const row of open ? [...listed, open] : listed) {
      const kind = row.one.state === "covered" ? "covered" : SIGNS[row.one.state] ? "missing" : "partly";
      const isOpen = wanted.open === row.one.community;
      const toggle = () => set({ open: isOpen ? "" : row.one.community }, true);
      const line = el("tr", { class: "row", tabindex: "0", "aria-expanded": String(isOpen), "data-community": row.one.community, onclick: toggle, onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); toggle(); } } });
      for (const [key] of COLUMNS) {
        if (key === "title") line.append(el("td", {}, el("span", { class: "state " + kind, "data-sign": SIGNS[row.one.state] || "△" }, row.title)));
        else if (key === "musts") line.append(el("td", {}, row.musts < 0 ? "—" : String(row.musts)));
        else line.append(el("td", { class: WHOLE.includes(key) ? "whole" : null }, row[key] || ""));
      }
      body.append(line);
      if (isOpen) body.append(detail(row));
    }
    const table = $("list");
    // Whoever works by keys goes on from the row or heading where they were.
    const focused = document.activeElement && table.contains(document.activeElement) ? document.activeElement.dataset : {};
    table.replaceChildren(el("thead", {}, head), body);
    const again = focused.community ? table.querySelector(`tr[data-community="${CSS.escape(focused.community)}"]`)
      : focused.column ? table.querySelector(`button[data-column="${focused.column}"]`) : null;
    if (again) again.focus();
    $("count").textContent = `${found.length} 个`;
    $("cut").textContent = found.length > PAPER ? `只印前 ${PAPER} 个，共 ${found.length} 个；先选街镇或状态再打印。` : "";
    $("more").hidden = found.length <= shown;
    conflicts();
  };

  numbers(); curve(); heat(TOWNS); next(FIRST);
  choices("town", [["", "全部"], ...towns.map((tally) => [tally.title, tally.title])]);
  choices("state", [["", "全部"], ...order.map((state) => [state, STATES[state]])]);
  choices("level", [["", "全部"], ...data.levels.map((tally) => [tally.title, tally.title])]);
  choices("kind", [["", "全部"], ...[...new Set(contradictions.map((one) => one.kind))].map((kind) => [kind, kind])]);
  $("kind").addEventListener("change", () => set({ kind: $("kind").value }));
  $("must").addEventListener("change", () => set({ must: $("must").checked ? "1" : "" }));
  $("more-conflicts").addEventListener("click", () => { conflictsShown += PAGE; conflicts(); });
  for (const id of ["town", "state", "level"]) $(id).addEventListener("change", () => set({ [id]: $(id).value }));
  $("q").addEventListener("input", () => set({ q: $("q").value }, true));
  $("flagged").addEventListener("change", () => set({ flagged: $("flagged").checked ? "1" : "" }));
  $("clear").addEventListener("click", () => set({ q: "", town: "", state: "", level: "", flagged: "", open: "" }));
  $("all-next").addEventListener("click", () => next(stepsShown + PAGE));
  $("more-towns").addEventListener("click", () => heat(townsShown += PAGE));
  $("more").addEventListener("click", () => { shown += PAGE; show(); });
  for (const id of ["filters", "conflict-filters"]) $(id).addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) { event.preventDefault(); $("q").focus(); }
    if (event.key === "Escape" && wanted.open) set({ open: "" }, true);
  });
  window.addEventListener("hashchange", () => { read(); show(); });
  window.addEventListener("popstate", () => { read(); show(); });
  // On paper everything is listed that is asked for, up to a limit; afterwards the screen is as it was.
  let before = null;
  window.addEventListener("beforeprint", () => {
    before = before || { shown, townsShown, stepsShown, conflictsShown };
    shown = conflictsShown = PAPER; show(); heat(townsShown = PAPER); next(PAPER);
  });
  window.addEventListener("afterprint", () => {
    if (!before) return;
    shown = before.shown; townsShown = before.townsShown; conflictsShown = before.conflictsShown;
    show(); heat(townsShown); next(before.stepsShown); before = null;
  });
  read(); show();
})();
