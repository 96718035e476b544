/* Choice of dates and kinds on the page of changes. The query string holds both: ?since=last-month, last-visit or a day, and ?kind=meaning; without them, everything is shown. */
(() => {
  "use strict";

  const KEY = "changes.visits";
  const part = (id) => document.getElementById(id);
  const form = part("since");
  if (!form) return;
  const fill = (phrase, values) => phrase.replace(/\{(\w+)\}/g, (_, name) => values[name].toLocaleString(document.documentElement.lang));

  /** A date as 2026-11-26, by the reader's clock. */
  const iso = (date) => [date.getFullYear(), String(date.getMonth() + 1).padStart(2, "0"), String(date.getDate()).padStart(2, "0")].join("-");
  const today = iso(new Date());

  /** The same day of the month before, or its last day. */
  function monthAgo() {
    const date = new Date();
    const day = date.getDate();
    date.setDate(1);
    date.setMonth(date.getMonth() - 1);
    date.setDate(Math.min(day, new Date(date.getFullYear(), date.getMonth() + 1, 0).getDate()));
    return iso(date);
  }

  /** Store today's visit, and return the day of the one before; empty if there was none. */
  function lastVisit() {
    try {
      const { latest, before } = JSON.parse(localStorage.getItem(KEY)) ?? {};
      const previous = latest === today ? before : latest;
      localStorage.setItem(KEY, JSON.stringify({ latest: today, before: previous ?? "" }));
      part("stored").hidden = false;
      return /^\d{4}-\d\d-\d\d$/.test(previous) ? previous : "";
    } catch {
      return ""; // without localStorage, no visit is known
    }
  }

  const query = new URLSearchParams(location.search);
  const asked = query.get("since") ?? "all";
  const kinds = new Map([...form.querySelectorAll("[data-kind]")].map((choice) => [choice.dataset.kind, choice]));
  const kind = kinds.has(query.get("kind")) ? query.get("kind") : "all";
  const before = lastVisit();
  const days = { "last-visit": before, "last-month": monthAgo() };
  const since = days[asked] ?? (/^\d{4}-\d\d-\d\d$/.test(asked) ? asked : "");

  /** Show one kind alone, opened. */
  if (kind !== "all") {
    for (const each of document.querySelectorAll(".changes [data-kind]")) each.hidden = !(each.open = each.dataset.kind === kind);
    for (const section of document.querySelectorAll(".changes > .fold")) section.hidden = !(section.open = kind in section.dataset);
  }

  let number = 0;
  for (const day of document.querySelectorAll(".changes")) {
    const shown = [...day.children].filter((section) => !section.hidden);
    const isOlder = !shown.length || day.dataset.day < since.slice(0, day.dataset.day.length);
    const heading = `on-${day.dataset.day}`;
    for (const element of [day, part(heading), ...[...document.querySelectorAll(`a[href="#${heading}"]`)].map((link) => link.closest("li"))]) if (element) element.hidden = isOlder;
    if (!isOlder) number += kind === "all" ? Number(day.dataset.count) : shown.reduce((all, section) => all + Number(section.dataset[kind]), 0);
  }

  /** Count the changes of the days that are shown, by conference or document and by kind. */
  const sums = part("summary");
  const shownSections = [...document.querySelectorAll(".changes:not([hidden]) > .fold:not([hidden])")];
  for (const row of sums.querySelectorAll("tbody > tr, tfoot > tr")) {
    const sections = row.dataset.section ? shownSections.filter((section) => section.dataset.section === row.dataset.section) : shownSections;
    for (const cell of row.querySelectorAll("[data-kind]")) {
      const sum = sections.reduce((all, section) => all + Number(section.dataset[cell.dataset.kind] ?? 0), 0);
      const written = sum.toLocaleString(document.documentElement.lang);
      cell.querySelector(".glance__number").textContent = sum ? written : "–";
      const phrase = cell.querySelector(".glance__what");
      phrase.textContent = phrase.textContent.replace(/\d+(?:\D\d{3})*/, written);
      cell.classList.toggle("number--none", !sum);
      const link = cell.querySelector("a");
      const first = sections.find((section) => cell.dataset.kind in section.dataset);
      if (link && first) link.hash = `${first.id}-${cell.dataset.kind}`;
      else link?.removeAttribute("href");
    }
    row.hidden = sections.length === 0;
    const first = row.querySelector("th a");
    if (first && sections.length) first.hash = sections[0].id;
  }
  sums.hidden = number === 0;

  const { locale, some, none, every, someKind, everyKind, first } = form.dataset;
  const written = since && new Date(`${since}T12:00`).toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric" });
  const ofAll = since ? (number ? some : none) : asked === "last-visit" ? first : every;
  const phrase = kind === "all" ? ofAll : since ? someKind : everyKind;
  part("since-state").textContent = fill(phrase, { day: written, number, kind: kinds.get(kind).textContent });

  for (const choice of form.querySelectorAll("[data-since]")) {
    if (choice.dataset.since === (since || asked === "all" ? asked : "all")) choice.setAttribute("aria-current", "true");
  }
  kinds.get(kind).setAttribute("aria-current", "true");

  /** A choice of dates keeps that of a kind, and the other way round. */
  for (const choice of form.querySelectorAll("a")) {
    const { since: day = asked, kind: name = kind } = choice.dataset;
    const chosen = new URLSearchParams([["since", day], ["kind", name]].filter(([, value]) => value !== "all"));
    choice.search = String(chosen) || "?since=all";
  }
  if (kind !== "all") form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "kind", value: kind }));
  if (since) form.elements.since.value = since;
  form.elements.since.max = today;

  for (const button of document.querySelectorAll("[data-wordings]")) {
    const details = button.closest("[data-kind]").querySelectorAll("details");
    button.addEventListener("click", () => {
      const open = button.textContent === button.dataset.open;
      for (const each of details) each.open = open;
      button.textContent = open ? button.dataset.close : button.dataset.open;
    });
  }

  part("forget").addEventListener("click", () => {
    localStorage.removeItem(KEY);
    part("stored").textContent = form.dataset.forgotten;
  });

  /** Show what the address leads to, and the wording of a change. */
  function reveal() {
    const target = location.hash && part(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let around = target; around; around = around.parentElement.closest("details")) if (around.localName === "details") around.open = true;
    const wording = target.matches(".change") && target.querySelector(".change__details");
    if (wording) wording.open = true;
    target.scrollIntoView();
  }
  addEventListener("hashchange", reveal);
  reveal();
})();
