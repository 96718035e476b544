/* Search dialog: loads engine and data at the first use, and shows results while the reader types. */
"use strict";
(() => {
  const SHOWN = 20;
  const SCRIPTS = ["minisearch.js", "search-data.js", "stemmer-en.js", "search-query.js"];
  const here = document.currentScript.src;
  const opener = document.querySelector(".search-open");
  const dialog = document.querySelector("dialog.search");
  if (!opener || !dialog) return;
  const input = dialog.querySelector("input");
  const status = dialog.querySelector("[role=status]");
  const template = dialog.querySelector("template");
  const lists = new Map([...dialog.querySelectorAll("[data-results]")].map(list => [list.dataset.results, list]));
  const slash = dialog.querySelector(".search__slash");
  const some = dialog.querySelector("#search-some");
  let loading = null;
  let finder = null;

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

  /* Load engine and data once. After a failure the next opening tries again. */
  function load() {
    loading ??= Promise.all(SCRIPTS.map(script))
      .then(() => globalThis.guidanceSearchQuery(globalThis.guidanceSearchData))
      .then(made => { finder = made; })
      .catch(() => { loading = null; });
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
  }

  /* Close the dialog. The browser returns the focus to the element that had it; if none had it, remove the focus now, not at the next frame. */
  function close() {
    dialog.close();
    if (dialog.contains(document.activeElement)) document.activeElement.blur();
  }

  /* An interface phrase from the page, with its values filled in. */
  function phrase(name, values) {
    return dialog.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }

  function told(all, others) {
    const shown = Math.min(SHOWN, all || others);
    if (!all && !others) return phrase("none", {});
    if (!all) return phrase("foundSome", { number: others, shown });
    return phrase(all > SHOWN ? "foundMore" : "found", { number: all, shown });
  }

  function show() {
    const typed = input.value.trim();
    const { all, some: others } = finder && typed ? finder.find(typed) : { all: [], some: [] };
    fill("all", all.slice(0, SHOWN));
    fill("some", others.slice(0, Math.max(0, 10 - all.length)));
    some.hidden = lists.get("some").hidden || lists.get("all").hidden;
    status.textContent = finder ? (typed ? told(all.length, others.length) : "") : loading ? dialog.dataset.loading : dialog.dataset.failed;
  }

  function fill(name, entries) {
    const list = lists.get(name);
    list.replaceChildren(...entries.map(entry => item(entry, `search-${name}-`)));
    list.hidden = !entries.length;
  }

  function item({ result, terms }, prefix) {
    const made = template.content.cloneNode(true).firstElementChild;
    const part = name => made.querySelector(`[data-part=${name}]`);
    made.dataset.key = result.key;
    part("kind").textContent = result.kind;
    part("kind").parentElement.id = `${prefix}${result.key}`;
    part("identifier").textContent = result.identifier || "";
    part("title").href = new URL(`../${result.address}`, here).href;
    part("title").setAttribute("aria-describedby", `${prefix}${result.key}`);
    const told = finder.snippet(result.text || "", terms);
    const keywords = finder.keywords(result, told, terms);
    marked(part("title"), result.title, terms);
    marked(part("text"), told, terms);
    marked(part("keywords"), keywords.join(", "), terms);
    part("keywords").parentElement.hidden = !keywords.length;
    return made;
  }

  function marked(element, text, terms) {
    element.replaceChildren(...finder.pieces(text, terms).map(([piece, found]) => {
      if (!found) return piece;
      const mark = document.createElement("mark");
      mark.textContent = piece;
      return mark;
    }));
  }

  /* Move the focus between the input and the results. */
  function move(step) {
    const stops = [input, ...dialog.querySelectorAll(".search__results a")];
    const next = stops[stops.indexOf(document.activeElement) + step];
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
  input.addEventListener("input", show);

  /* A search field on the page opens the dialog with what is typed into it. */
  for (const form of document.querySelectorAll("form[data-search]")) {
    const field = form.querySelector("input");
    const pass = event => {
      event.preventDefault();
      if (event.isComposing) return;
      input.value = field.value;
      field.value = "";
      open();
      input.setSelectionRange(input.value.length, input.value.length);
    };
    form.addEventListener("submit", pass);
    field.addEventListener("input", pass);
    field.addEventListener("compositionend", pass);
  }
  dialog.querySelector(".search__close").addEventListener("click", close);
  dialog.addEventListener("click", event => {
    if (event.target === dialog || event.target.closest("a")) close();
  });
  dialog.querySelector("form").addEventListener("submit", event => {
    event.preventDefault();
    dialog.querySelector(".search__results a")?.click();
  });
  dialog.addEventListener("keydown", event => {
    event.stopPropagation();
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key in moves) {
      event.preventDefault();
      move(moves[event.key]);
    } else if (event.target.matches("a") && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
      input.focus();
    }
  });
  document.addEventListener("keydown", event => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const alone = event.key === "/" && slash.checked && !event.ctrlKey && !event.metaKey && !event.altKey && !typing;
    const chord = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!alone && !chord) return;
    event.preventDefault();
    open();
  });
})();
