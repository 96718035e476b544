/* List of all records: shows the records that match the filter, whose choices the address holds. */
"use strict";
(() => {
  const { inOrder, isOpening, read, same, without, write } = globalThis.guidanceBrowse;
  const { cardsAt, keep, loadIndex, search } = globalThis.guidanceBrowseData;
  const part = (id) => document.getElementById(id);
  const browse = part("browse"), results = part("results"), records = part("records"), facets = part("facets");
  const boxes = [...facets.querySelectorAll("input")], groups = [...part("natures").children];
  const natures = browse.dataset.opening.split(" ").filter(Boolean), total = Number(browse.dataset.all);
  const known = new Map(), labels = new Map(), titles = new Map();
  for (const box of boxes) {
    const facet = box.name;
    known.set(facet, [...(known.get(facet) ?? []), box.value]);
    labels.set(`${facet} ${box.value}`, box.closest("label").querySelector(".facet__label").textContent);
    titles.set(facet, box.closest("fieldset").querySelector("legend").textContent);
  }
  const pageTitle = document.title, site = pageTitle.slice(pageTitle.lastIndexOf(" – "));
  let asked = null, turn = 0, everything = false, index = null;

  /** An interface phrase from the page, with its values filled in. */
  const say = (name, values = {}) => browse.dataset[`say${name}`].replace(/\{(\w+)\}/g, (_, key) => values[key].toLocaleString(document.documentElement.lang));
  const numbered = (number) => (number === 1 ? say("Record") : say("Records", { number }));
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const button = (label, press, properties) => {
    const made = element("button", { type: "button", className: "chosen__value", ...properties }, label);
    made.addEventListener("click", press);
    return made;
  };

  const labelOf = (facet, value) => labels.get(`${facet} ${value}`) ?? `“${value}”`;
  const pressed = () => groups.find((group) => same(group.dataset.natures.split(" ").filter(Boolean), asked.facets.get("nature") ?? []));

  /** What is chosen, each with the query that remains without it. */
  function choices() {
    const chosen = asked.words ? [{ label: `“${asked.words}”`, rest: without(asked, "q") }] : [];
    for (const pair of asked.unknown) chosen.push({ label: `“${pair}”`, rest: without(asked, "", pair) });
    for (const [facet, values] of asked.facets) {
      if (facet === "nature" && pressed()) continue;
      for (const value of values) chosen.push({ label: labelOf(facet, value), rest: without(asked, facet, value) });
    }
    return chosen;
  }

  /** Show the records of the query; of several calls at the same time, the last one counts. */
  async function show() {
    const mine = (turn += 1);
    showChoices();
    try {
      if (!index && isOpening(asked, natures) && asked.page === 1) {
        const opening = Number(browse.dataset.count);
        const shown = [...records.children];
        shown.forEach((card, position) => { card.hidden = position >= opening; });
        tell([...Array(opening).keys()], shown.length);
        return;
      }
      browse.setAttribute("aria-busy", "true");
      records.classList.add("browse__records--old");
      if (!index) part("shown").textContent = say("Loading");
      index = await loadIndex();
      const ranked = asked.words ? await search(asked.words) : null;
      const matches = index.matches(asked, ranked);
      asked.page = Math.min(asked.page, Math.ceil(matches.length / index.pageSize) || 1);
      const first = everything ? 0 : (asked.page - 1) * index.pageSize;
      const cards = await cardsAt(everything ? matches : matches.slice(first, first + index.pageSize));
      if (mine !== turn) return;
      for (const card of cards) card.hidden = false;
      records.replaceChildren(...cards);
      count(ranked);
      tell(matches, index.pageSize);
      offer(matches, ranked);
      done();
    } catch (failure) {
      if (mine !== turn) return;
      records.replaceChildren();
      part("shown").textContent = say("Failed");
      done();
      throw failure;
    }
  }

  function done() {
    browse.removeAttribute("aria-busy");
    records.classList.remove("browse__records--old");
  }

  /** Show in boxes, buttons and chips what is chosen. */
  function showChoices() {
    for (const box of boxes) box.checked = asked.facets.get(box.name)?.includes(box.value) ?? false;
    for (const group of groups) group.setAttribute("aria-pressed", String(group === pressed()));
    for (const view of document.querySelectorAll("[data-view]")) view.setAttribute("aria-pressed", String((view.dataset.view === "titles") === asked.titles));
    browse.classList.toggle("browse--titles", asked.titles);
    if (document.activeElement !== part("words")) part("words").value = asked.words;
    const chosen = choices();
    part("chosen").replaceChildren(...chosen.map(({ label, rest }) => element("li", {}, button(`${label} ×`, () => take(rest), { ariaLabel: say("Remove", { value: label }) }))));
    part("chosen").hidden = !chosen.length;
    const plain = isOpening(asked, natures);
    part("clear").hidden = plain;
    const number = chosen.length - (asked.words ? 1 : 0);
    part("open-filter").textContent = number ? say("FilterCount", { number }) : say("Filter");
    for (const facet of facets.querySelectorAll("fieldset")) {
      const ticked = facet.dataset.facet === "nature" && pressed() ? 0 : facet.querySelectorAll(":checked").length;
      facet.querySelector(".facet__chosen").textContent = ticked ? `(${ticked})` : "";
    }
    const strange = [...asked.unknown.map((pair) => `“${pair}”`)];
    for (const [facet, values] of asked.facets) {
      for (const value of values) if (!labels.has(`${facet} ${value}`)) strange.push(say("Named", { value: `“${value}”`, facet: titles.get(facet) }));
    }
    part("notice").hidden = !strange.length;
    part("notice").textContent = strange.length ? say("Strange", { values: strange.join(", ") }) : "";
  }

  /** Show at each box and button how many records it leads to, and hide those that lead to none. */
  function count(ranked) {
    const counts = new Map([...known.keys()].map((facet) => [facet, index.counts(asked, ranked, facet)]));
    for (const box of boxes) {
      const number = counts.get(box.name).get(box.value) ?? 0, label = box.closest("label");
      label.querySelector(".facet__count").textContent = number.toLocaleString(document.documentElement.lang);
      label.hidden = !number && !box.checked && box !== document.activeElement;
    }
    for (const facet of facets.querySelectorAll("fieldset")) facet.hidden = "uniform" in facet.dataset || !facet.querySelector("label:not([hidden])");
    for (const group of groups) {
      group.querySelector(".natures__count").textContent = index.countNatures(asked, ranked, group.dataset.natures.split(" ").filter(Boolean)).toLocaleString(document.documentElement.lang);
    }
  }

  /** Tell how many records there are, in the page and in the title of the document. */
  function tell(matches, pageSize) {
    const shown = matches.length;
    const sentences = [shown === total ? say("All") : shown ? say("Some", { shown, all: total }) : say("None")];
    const described = asked.words ? [say("Words", { words: asked.words }), say("Best")] : [];
    for (const [facet, values] of asked.facets) described.push(say("Facet", { facet: titles.get(facet), values: values.map((value) => labelOf(facet, value)).join(say("Or")) }));
    part("shown").replaceChildren(...sentences, " ", element("span", { className: "browse__described" }, described.join(" ")));
    part("add-all").hidden = !shown;
    part("print").hidden = !shown || isOpening(asked, natures) || !(choices().length || pressed()?.dataset.natures);
    part("show-results").textContent = say("Show", { records: numbered(shown) });
    const words = [...choices().map(({ label }) => label), ...(pressed()?.dataset.natures || !asked.facets.size ? [pressed()?.dataset.title] : [])].filter(Boolean).join(", ");
    document.title = isOpening(asked, natures) ? pageTitle : `${words.charAt(0).toUpperCase()}${words.slice(1)} (${shown})${site}`;
    part("address").textContent = browse.dataset.address + location.search;
    showPager(shown, pageSize);
  }

  function showPager(shown, pageSize) {
    const pages = Math.ceil(shown / pageSize), first = (asked.page - 1) * pageSize;
    const address = (page) => write({ ...asked, page }, natures) || location.pathname;
    const link = (page, words) => element("a", { href: address(page) }, words);
    part("pager").hidden = pages < 2 || everything;
    part("pager").replaceChildren(
      ...(asked.page > 1 ? [link(asked.page - 1, say("Previous"))] : []),
      element("p", {}, say("Place", { first: first + 1, last: Math.min(first + pageSize, shown), all: shown })),
      ...(asked.page < pages ? [link(asked.page + 1, say("Next"))] : []),
    );
  }

  /** Where no record matches, offer to take away what stands in the way. */
  function offer(matches, ranked) {
    part("empty").hidden = matches.length > 0;
    if (matches.length) return;
    const group = pressed()?.dataset.natures ? [{ label: pressed().querySelector(".natures__label").textContent, rest: without(asked, "nature") }] : [];
    const chosen = [...choices(), ...group];
    const values = chosen.map(({ label }) => label);
    part("empty-words").textContent = values.length === 1 ? say("EmptyOne", { value: values[0] }) : say("Empty", { values: values.join("; ") });
    const remedies = chosen.map(({ label, rest }) => ({ label, rest, number: index.matches(rest, rest.words ? ranked : null).length }));
    remedies.sort((one, other) => other.number - one.number);
    part("remedies").replaceChildren(
      ...remedies.filter(({ number }) => number).map(({ label, rest, number }) => element("li", {}, button(say("Remedy", { value: label, records: numbered(number) }), () => take(rest), { className: "button button--small" }))),
    );
  }

  /** Ask for other records: a new entry of the history, from the top of the new list. */
  async function ask(query, { replaces = false } = {}) {
    asked = inOrder(query, known);
    globalThis.guidancePlace.move(location.pathname + write(asked, natures), replaces);
    await show();
    if (!part("panel").open && results.getBoundingClientRect().top < 0) results.scrollIntoView();
  }

  /** Ask for what remains without a choice; its button is gone, so that the list gets the focus. */
  async function take(query) {
    await ask(query);
    results.focus({ preventScroll: true });
  }

  const opened = () => read("", known, natures);

  facets.addEventListener("change", ({ target }) => {
    const values = boxes.filter((box) => box.name === target.name && box.checked).map((box) => box.value);
    const next = without(asked, target.name);
    if (values.length) next.facets.set(target.name, values);
    ask(next);
  });
  for (const group of groups) {
    group.addEventListener("click", () => {
      const next = without(asked, "nature"), values = group.dataset.natures.split(" ").filter(Boolean);
      if (values.length) next.facets.set("nature", values);
      ask(next);
    });
  }
  for (const view of document.querySelectorAll("[data-view]")) view.addEventListener("click", () => ask({ ...asked, titles: view.dataset.view === "titles" }, { replaces: true }));
  let waiting = 0;
  part("words").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const words = part("words").value.trim();
      if (words !== asked.words) ask({ ...asked, words, page: 1 }, { replaces: Boolean(asked.words) });
    }, 250);
  });
  part("search").addEventListener("submit", (event) => event.preventDefault());
  part("clear").addEventListener("click", () => take({ ...opened(), titles: asked.titles }));
  part("clear-panel").addEventListener("click", () => ask({ ...opened(), titles: asked.titles }));
  part("print").addEventListener("click", async () => {
    everything = true;
    await show();
    window.print();
    everything = false;
    await show();
  });

  part("add-all").addEventListener("click", async ({ target }) => {
    index = await loadIndex();
    const matches = index.matches(asked, asked.words ? await search(asked.words) : null);
    globalThis.guidanceSelection.offer(target, globalThis.guidanceSelection.add(index.identifiers(matches)));
  });

  keep([...records.children], 0);
  asked = read(location.search, known, natures);
  globalThis.guidancePlace.start(show(), async () => {
    const next = read(location.search, known, natures);
    if (write(next, natures) === write(asked, natures)) return;
    asked = next;
    part("words").value = next.words;
    await show();
  });
})();
