/* The page of My selection: shows the reader's list, or the one in the address, which somebody shared. */
"use strict";
(() => {
  const selection = globalThis.guidanceSelection;
  const { bib, ris, spreadsheet, word } = globalThis.guidanceExport;
  const { citations, load } = globalThis.guidanceSelectionData;
  const part = (id) => document.getElementById(id);
  const page = part("selection");
  const say = (name, values = {}) => page.dataset[`say${name}`].replace(/\{(\w+)\}/g, (_, key) => values[key].toLocaleString(document.documentElement.lang));
  let records = [], turn = 0, forgotten = [];

  const inAddress = () => selection.identifiers(new URLSearchParams(location.search).get("records"));

  /** Whether the list in the address is not the reader's own. */
  const isShared = () => inAddress().length > 0 && inAddress().join() !== selection.all().join();
  const listed = () => (isShared() ? inAddress() : selection.all());

  /** Show the list; of several calls at the same time, the last one counts. */
  async function show() {
    const mine = (turn += 1), identifiers = listed(), shared = isShared();
    part("empty").hidden = identifiers.length > 0;
    part("actions").hidden = !identifiers.length;
    part("kept").hidden = shared || !identifiers.length;
    part("stored").hidden = !selection.isKept();
    part("not-stored").hidden = selection.isKept();
    part("list-of-address").hidden = !shared;
    part("replace").hidden = !selection.all().length;
    part("mine").hidden = !selection.all().length;
    part("count").textContent = shared || !identifiers.length ? "" : selection.counted();
    part("shared-count").textContent = shared ? say("Shared", { number: identifiers.length }) : "";
    part("command").textContent = ["python build.py handout", ...identifiers.map((each) => `--record ${each}`), "-o selection.pdf"].join(" ");
    page.querySelector("[data-share]").dataset.query = selection.query(identifiers);
    if (identifiers.length && !records.length) part("done").textContent = say("Loading");
    try {
      const loaded = await load(identifiers);
      if (mine !== turn) return;
      records = loaded;
      part("done").textContent = "";
      part("absent").textContent = selection.absent(identifiers, records);
      part("absent").hidden = !part("absent").textContent;
    } catch {
      if (mine !== turn) return;
      records = [];
      part("done").textContent = document.querySelector(".header__selection").dataset.missing;
    }
    place();
  }

  /** Place the cards. Those that are there stay where they are, so that none loses the focus. */
  function place() {
    const list = part("records"), wanted = new Set(records.map(({ id }) => `listed-${id}`));
    for (const card of [...list.children]) if (!wanted.has(card.id)) card.remove();
    records.forEach(({ id, card }, at) => {
      if (list.children[at]?.id === `listed-${id}`) return;
      const made = document.createElement("template");
      made.innerHTML = card;
      list.insertBefore(part(`listed-${id}`) ?? made.content.firstElementChild, list.children[at] ?? null);
    });
  }

  /** Keep a list of the address as the reader's own. */
  function adopt(change) {
    const shared = inAddress();
    history.replaceState(history.state, "", location.pathname);
    change(shared);
    part("count").focus();
  }

  const work = {
    citations: async () => ((await globalThis.guidanceCopy.text(citations(records))) ? "copied" : "failed"),
    bib: () => bib(records),
    ris: () => ris(records),
    word: async () => ((await word(records, page.dataset.title)) ? "copied" : "failed"),
    spreadsheet: () => spreadsheet(records, page.dataset.title, page.dataset.columns.split("|")),
    print: () => globalThis.print(),
  };

  part("actions").addEventListener("click", async ({ target }) => {
    const wanted = target.closest("[data-do]")?.dataset.do;
    if (!wanted) return;
    const { dataset } = document.querySelector(".header__selection");
    part("done").textContent = "";
    try {
      const told = await work[wanted]();
      part("done").textContent = told ? dataset[told] : "";
    } catch (failure) {
      part("done").textContent = dataset.missing;
      throw failure;
    }
  });

  /* Titles alone give an overview of a long list; print holds the texts all the same. */
  part("view").addEventListener("click", ({ target }) => {
    const view = target.closest("[data-view]");
    if (!view) return;
    page.classList.toggle("selection--titles", view.dataset.view === "titles");
    for (const each of part("view").children) each.setAttribute("aria-pressed", String(each === view));
  });

  /* A card that is taken off the list hands the focus to the next one. */
  part("records").addEventListener("click", ({ target }) => {
    const button = target.closest("[data-select]");
    if (!button || isShared()) return;
    const cards = [...part("records").children], at = cards.indexOf(button.closest("article"));
    const next = (cards[at + 1] ?? cards[at - 1])?.querySelector("[data-select]") ?? part("count");
    next.focus();
  }, true);

  part("take").addEventListener("click", () => adopt((shared) => selection.add(shared)));
  part("replace").addEventListener("click", () => adopt((shared) => selection.keep(shared)));
  part("forget").addEventListener("click", () => {
    forgotten = selection.all();
    selection.keep([]);
    selection.tell(say("Forgotten"));
    part("forgotten").hidden = false;
    part("forgotten").firstElementChild.textContent = say("Forgotten");
    part("undo").focus();
  });
  part("undo").addEventListener("click", () => {
    selection.keep(forgotten);
    part("forgotten").hidden = true;
    part("count").focus();
  });
  document.addEventListener("selection", show);
  addEventListener("popstate", show);
  addEventListener("pageshow", ({ persisted }) => persisted && show());
  show();
})();
