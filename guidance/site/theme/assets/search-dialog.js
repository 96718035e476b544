/* Search dialog: loads scripts and data at the first use, and shows the best results while the reader types. */
"use strict";
(() => {
  const SHOWN = 10;
  const SCRIPTS = ["search-data.js", "stemmer-en.js", "search-texts.js", "search-index.js", "search-identifiers.js", "search-spelling.js", "search-closeness.js", "search-query.js", "search-marks.js", "search-results.js"];
  const here = document.currentScript.src;
  const opener = document.querySelector(".search-open");
  const dialog = document.querySelector("dialog.search");
  if (!opener || !dialog) return;
  const form = dialog.querySelector("form");
  const input = dialog.querySelector("input");
  const status = dialog.querySelector("[role=status]");
  const slash = dialog.querySelector(".search__slash");
  const every = dialog.querySelector(".search__every");
  const lists = new Map([...dialog.querySelectorAll("[data-results]")].map(list => [list.dataset.results, list]));
  let loading = null;
  let finder = null;
  let answer = null;
  let isSubmitted = false;
  let isFromPage = false; /* whether the query comes from a field of the page */

  function script(name) {
    return new Promise((done, failed) => {
      const element = document.createElement("script");
      element.src = new URL(name, here).href;
      element.async = false;
      element.onload = done;
      element.onerror = failed;
      document.head.append(element);
    });
  }

  /* Load scripts and data once; gives the finder, or null where that failed. After a failure the next call tries again. */
  function load() {
    loading ??= Promise.all(SCRIPTS.map(script))
      .then(() => globalThis.guidanceSearchQuery(globalThis.guidanceSearchData))
      .then(made => (finder = made))
      .catch(() => (loading = null));
    return loading;
  }

  async function open() {
    if (dialog.open) return;
    dialog.showModal();
    input.focus();
    input.select();
    if (!finder) {
      status.textContent = dialog.dataset.loading;
      dialog.setAttribute("aria-busy", "true");
      await load();
      dialog.removeAttribute("aria-busy");
    }
    show();
    if (isSubmitted) submit();
  }

  /* Close the dialog. The browser returns the focus to the element that had it; if none had it, remove the focus now, not at the next frame. */
  function close() {
    dialog.close();
    isSubmitted = isFromPage = false;
    if (dialog.contains(document.activeElement)) document.activeElement.blur();
  }

  function show() {
    const typed = input.value.trim();
    every.parentElement.hidden = true;
    if (!finder) {
      status.textContent = loading ? dialog.dataset.loading : dialog.dataset.failed;
      return;
    }
    const { fill, phrase, told } = globalThis.guidanceResults;
    answer = finder.find(input.value, true);
    const all = answer.all.slice(0, SHOWN), some = answer.some.slice(0, SHOWN - all.length), number = answer.all.length + answer.some.length;
    const shown = { topics: answer.topics.map(result => ({ result })), all, some, handbook: answer.handbook.slice(0, 3) };
    for (const [name, list] of lists) fill(list, shown[name], answer, finder);
    for (const heading of dialog.querySelectorAll("[data-heading]")) heading.hidden = lists.get(heading.dataset.heading).hidden || (heading.dataset.heading === "some" && lists.get("all").hidden);
    status.textContent = typed ? told(answer) : "";
    every.textContent = phrase("every", { number });
    every.href = address(typed);
    every.parentElement.hidden = number <= all.length + some.length;
  }

  /* The page of all results of a query. */
  function address(typed) {
    const page = new URL(form.action);
    page.search = new URLSearchParams({ q: typed });
    return page.href;
  }

  /* Follow the result that a query names by identifier or title, and otherwise open all results. While the search loads, this waits. */
  function submit() {
    isSubmitted = !finder && Boolean(loading);
    if (isSubmitted || !input.value.trim()) return;
    const named = answer && finder.entryNamed(answer);
    const link = named && [...dialog.querySelectorAll(".search__result")].find(result => result.dataset.key === named)?.querySelector("a");
    if (link) link.click();
    else {
      keep();
      location.assign(address(input.value.trim()));
    }
  }

  /* Keep the query with the entry of the browser's history, so that the results are here again when the reader comes back. */
  const keep = () => isFromPage || history.replaceState({ ...history.state, search: input.value }, "");
  const forget = () => history.state?.search !== undefined && history.replaceState({ ...history.state, search: undefined }, "");

  function restore() {
    if (history.state?.search === undefined || dialog.open) return;
    input.value = history.state.search;
    open();
  }

  /* Move the focus between the input and the results; one of the buttons of a result counts as that result. */
  function move(step) {
    const stops = [input, ...dialog.querySelectorAll(".search__found a:not(.tray a)")].filter(stop => stop.offsetParent);
    const from = document.activeElement.closest(".search__result")?.querySelector("a") ?? document.activeElement;
    const next = stops[stops.indexOf(from) + step];
    if (next) next.focus();
  }

  /* Whether the key / opens the search. It can be switched off for people who use speech input, which sends words as keys. */
  const KEY = "guidance.search-by-slash";
  function remembered() {
    try {
      return localStorage.getItem(KEY) !== "no";
    } catch {
      return true;
    }
  }

  function remember() {
    opener.dataset.slash = slash.checked ? "yes" : "no";
    try {
      localStorage.setItem(KEY, opener.dataset.slash);
    } catch {
      /* Without localStorage the choice is valid for this page only. */
    }
  }

  slash.checked = remembered();
  opener.dataset.slash = slash.checked ? "yes" : "no";
  slash.addEventListener("change", remember);
  opener.addEventListener("click", open);
  input.addEventListener("input", event => event.isComposing || show());
  input.addEventListener("compositionend", show);

  /* A search field on the page loads the search while the reader types; its button sends the query as the dialog does, or opens the dialog if nothing is typed. */
  for (const form of document.querySelectorAll("form[data-search]")) {
    const field = form.querySelector("input");
    field.addEventListener("input", load);
    form.addEventListener("submit", event => {
      event.preventDefault();
      input.value = field.value;
      isFromPage = isSubmitted = Boolean(field.value.trim());
      if (!finder || !isSubmitted) return open();
      show();
      submit();
    });
  }

  dialog.querySelector(".search__close").addEventListener("click", () => { forget(); close(); });
  dialog.addEventListener("click", event => {
    if (event.target === dialog) { forget(); close(); }
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    keep();
    if (link.href.split("#")[0] === location.href.split("#")[0]) close();
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    submit();
  });

  /* Keys while a character is composed belong to the input method. */
  const isComposing = event => event.isComposing || event.keyCode === 229;
  const isModified = event => event.ctrlKey || event.metaKey || event.altKey;

  dialog.addEventListener("keydown", event => {
    event.stopPropagation();
    if (isComposing(event)) return;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key === "Escape") {
      event.preventDefault();
      forget();
      close();
    } else if (event.key in moves) {
      event.preventDefault();
      move(moves[event.key]);
    } else if (event.target.matches("a") && event.key.length === 1 && event.key !== " " && !isModified(event)) {
      input.focus();
    }
  });

  /* Whether a key has a letter or a mark of its own in a layout that is not Latin; then its place on the keyboard counts. The key / gives a full stop in most Cyrillic layouts. */
  const isForeign = key => key.length === 1 && /\p{L}/u.test(key) && !/\p{Script=Latin}/u.test(key);
  const isSlash = event => event.key === "/" || (event.code === "Slash" && (event.key === "." || isForeign(event.key)));
  const isK = event => event.key.toLowerCase() === "k" || (event.code === "KeyK" && isForeign(event.key));
  const TEXT = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=reset], [type=range], [type=color], [type=file])";

  document.addEventListener("keydown", event => {
    if (isComposing(event)) return;
    const alone = isSlash(event) && slash.checked && !isModified(event) && !event.target.closest?.(TEXT);
    const chord = isK(event) && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!alone && !chord) return;
    event.preventDefault();
    open();
  });
  addEventListener("popstate", restore);
  addEventListener("pageshow", restore);

  globalThis.guidanceSearch = { load };
})();
