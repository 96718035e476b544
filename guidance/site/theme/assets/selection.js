/* My selection: records that the reader puts on a list, which stays in the browser. The buttons of records, the number in the header, and what is offered after a press. */
"use strict";
(() => {
  const KEY = "guidance.selection";
  const MOST = 200; /* more would make an address too long for some servers, and a spreadsheet too large for its writer (decision 64) */
  const IDENTIFIER = /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*-\d{2,3}$/;
  const link = document.querySelector(".header__selection");
  const told = document.querySelectorAll("[data-selection-told]");
  const data = globalThis.guidanceSelectionData;
  const tray = document.getElementById("tray").content.firstElementChild.cloneNode(true);
  const page = link.href;
  const phrase = (name, values = {}) => link.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key].toLocaleString(document.documentElement.lang));
  let list = [];
  let storage = null;

  /** The identifiers in a text that anyone may have written: a list in the storage or in an address. */
  const identifiers = (text) => [...new Set((text ?? "").split(",").map((part) => part.trim()).filter((part) => IDENTIFIER.test(part)))].slice(0, MOST);

  /** Read the list again, since other tabs change it too. Where the browser refuses the storage, the list is that of this page. */
  function all() {
    if (!storage) return list;
    try {
      list = identifiers(storage.getItem(KEY));
    } catch {
      storage = null;
    }
    return list;
  }

  function keep(changed) {
    list = changed;
    try {
      if (list.length) storage?.setItem(KEY, list.join(","));
      else storage?.removeItem(KEY);
    } catch {
      storage = null;
    }
    show();
    document.dispatchEvent(new Event("selection"));
  }

  /** Put records on the list that are not there yet; return how many found no room. */
  function add(more) {
    const wanted = [...new Set([...all(), ...more])];
    keep(wanted.slice(0, MOST));
    data.load(more).catch(() => {}); /* so that a citation is there at once when it is asked for */
    return Math.max(0, wanted.length - MOST);
  }

  const remove = (identifier) => keep(all().filter((each) => each !== identifier));

  /** The part of an address that holds a list. */
  const query = (chosen) => (chosen.length ? `?records=${chosen.join(",")}` : "");

  /** Say something to screen readers. The text is cleared first, since they do not repeat an unchanged one. */
  function tell(text) {
    for (const place of told) place.textContent = "";
    requestAnimationFrame(() => { for (const place of told) place.textContent = text; });
  }

  const counted = () => (list.length ? phrase("count", { number: list.length }) : phrase("none"));

  function mark(buttons) {
    for (const button of buttons) button.setAttribute("aria-pressed", String(list.includes(button.dataset.select)));
  }

  /** Show the list in the header and at all buttons. Where it is lost with the page, the link carries it. */
  function show() {
    all();
    document.documentElement.classList.toggle("has-selection", list.length > 0);
    link.querySelector(".header__selection-number").textContent = list.length ? list.length.toLocaleString(document.documentElement.lang) : "";
    link.href = page + (storage && location.protocol !== "file:" ? "" : query(list));
    tray.querySelector(".tray__open").href = link.href;
    tray.querySelector(".tray__count").textContent = counted();
    if (!list.length) tray.remove();
    mark(document.querySelectorAll("[data-select]"));
  }

  /** Offer below a button what is mostly wanted next, and say how many records are on the list. */
  function offer(button, left = 0) {
    const said = left ? `${counted()}. ${phrase("full", { most: MOST, left })}` : counted();
    tell(said);
    if (!list.length || document.getElementById("selection")) return;
    tray.querySelector(".tray__count").textContent = said;
    button.parentElement.after(tray);
  }

  /** Which identifiers of a list no record has, in words. */
  function absent(wanted, records) {
    const found = new Set(records.map(({ id }) => id)), missing = wanted.filter((identifier) => !found.has(identifier));
    return missing.length ? phrase("absent", { identifiers: missing.join(", ") }) : "";
  }

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-select]");
    if (!button) return;
    const identifier = button.dataset.select;
    if (all().includes(identifier)) {
      remove(identifier);
      offer(button);
    } else {
      offer(button, add([identifier]));
    }
  });

  tray.querySelector(".tray__cite").addEventListener("click", async () => {
    const count = tray.querySelector(".tray__count");
    try {
      const records = await data.load(all());
      const done = await globalThis.guidanceCopy.text(data.citations(records));
      count.textContent = [phrase(done ? "copied" : "failed"), absent(list, records)].filter(Boolean).join(". ");
    } catch {
      count.textContent = phrase("missing");
    }
    tell(count.textContent);
  });

  /* Lists of records and results put cards on the page later. */
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE) mark(node.querySelectorAll("[data-select]"));
    }
  }).observe(document.body, { childList: true, subtree: true });

  /* Before all scripts have run, a button would do nothing; on a slow network that may take seconds. */
  addEventListener("DOMContentLoaded", () => document.documentElement.classList.add("ready"));

  try {
    storage = globalThis.localStorage ?? null;
  } catch {
    storage = null;
  }
  show();
  addEventListener("storage", ({ key }) => {
    if (key !== KEY && key !== null) return;
    show();
    document.dispatchEvent(new Event("selection"));
  });
  addEventListener("pageshow", show);

  globalThis.guidanceSelection = { absent, add, all, counted, identifiers, isKept: () => Boolean(storage), keep, offer, query, tell };
})();
