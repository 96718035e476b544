/* The page of all results of a query. Its address holds the query and what narrows the results. */
"use strict";
(() => {
  const PORTION = 20;
  const page = document.querySelector(".results");
  const form = page.querySelector("form");
  const narrowing = page.querySelector(".results__filters");
  const input = form.elements.q;
  const help = page.querySelector(".results__help");
  const status = page.querySelector("[role=status]");
  const more = page.querySelector(".results__more");
  const lists = new Map([...page.querySelectorAll("[data-results]")].map(list => [list.dataset.results, list]));
  const filters = [...narrowing.querySelectorAll("select")].map(select => ({ select, name: select.name, anything: select.options[0].textContent, labels: new Map([...select.options].slice(1).map(option => [option.value, option.textContent])) }));
  let shown = history.state?.shown || PORTION;
  const actions = page.querySelector(".results__actions");
  const addAll = page.querySelector(".results__add");
  let finder = null, isLoading = false, found = [];

  function readAddress() {
    const asked = new URLSearchParams(location.search);
    input.value = asked.get("q") || "";
    help.hidden = Boolean(input.value);
    for (const { select, name, labels } of filters) {
      if (asked.has(name) && !labels.has(asked.get(name))) labels.set(asked.get(name), asked.get(name));
      select.replaceChildren(...[["", ""], ...labels].map(([value, label]) => new Option(label, value)));
      select.value = asked.get(name) || "";
    }
  }

  /* Write query and filters into the address: a new entry of the history when the reader submits or narrows, the same one while he types. */
  function writeAddress(write) {
    const asked = [["q", input.value.trim()], ...filters.map(({ select, name }) => [name, select.value])].filter(([, value]) => value);
    const query = new URLSearchParams(asked).toString();
    shown = PORTION;
    history[write]({ shown }, "", location.pathname + (query && `?${query}`));
    show();
  }

  /* The values of a result that a filter can choose. */
  const valuesOf = (result, name) => (name === "group" ? [result.group] : name === "year" ? result.years || [] : (result.values || []).map(number => finder.values[number]).filter(value => value.facet === name).map(value => value.id));

  /* Whether a result has the chosen values of all filters except `but`. */
  const fits = ({ result }, but) => filters.every(filter => filter === but || !filter.select.value || valuesOf(result, filter.name).includes(filter.select.value));

  function show() {
    if (!finder) return start();
    const { fill, phrase, told } = globalThis.guidanceResults;
    const answer = finder.find(input.value);
    offer([...answer.all, ...answer.some]);
    const all = answer.all.filter(entry => fits(entry)), some = answer.some.filter(entry => fits(entry)), number = all.length + some.length;
    const handbook = filters.some(({ select }) => select.value) ? [] : answer.handbook;
    const entries = { topics: answer.topics.map(result => ({ result })), all: all.slice(0, shown), some: some.slice(0, Math.max(0, shown - all.length)), handbook };
    for (const [name, list] of lists) fill(list, entries[name], answer, finder);
    for (const heading of page.querySelectorAll("[data-heading]")) heading.hidden = lists.get(heading.dataset.heading).hidden || (heading.dataset.heading === "some" && lists.get("all").hidden);
    status.textContent = answer.typed.trim() ? told(answer, { all: all.length, some: some.length }) : "";
    found = [...all, ...some.filter(() => !all.length)].filter(({ result }) => result.group === "record").map(({ result }) => result.identifier);
    tellPanel(number);
    help.hidden = Boolean(answer.typed.trim());
    openPanel.hidden = filters.every(({ select }) => select.closest("label").hidden);
    actions.hidden = !number;
    addAll.hidden = !found.length;
    more.hidden = number <= shown;
    more.textContent = number - shown > PORTION ? phrase("more", { number: PORTION, rest: number - shown }) : phrase("last", { number: number - shown });
  }

  /* On narrow screens the filters open in a panel. */
  const panel = document.getElementById("panel"), openPanel = document.getElementById("open-filters"), showResults = document.getElementById("show-results");
  const wide = matchMedia("(min-width: 45em)");

  function tellPanel(number) {
    const chosen = filters.filter(({ select }) => select.value).length;
    openPanel.textContent = chosen ? openPanel.dataset.some.replace("{number}", chosen) : openPanel.dataset.none;
    showResults.textContent = showResults.dataset.show.replace("{number}", number.toLocaleString(document.documentElement.lang));
  }

  openPanel.addEventListener("click", () => {
    document.getElementById("panel-body").append(narrowing);
    panel.showModal();
  });
  panel.addEventListener("close", () => openPanel.after(narrowing));
  document.getElementById("close-panel").addEventListener("click", () => panel.close());
  showResults.addEventListener("click", () => panel.close());
  wide.addEventListener("change", () => panel.open && panel.close());
  document.getElementById("clear-panel").addEventListener("click", () => {
    for (const { select } of filters) select.value = "";
    writeAddress("pushState");
  });

  /* Offer in each filter the values that results have, with the number of results; a filter without a choice is hidden. */
  function offer(entries) {
    for (const filter of filters) {
      const counts = new Map();
      for (const entry of entries.filter(entry => fits(entry, filter))) for (const value of valuesOf(entry.result, filter.name)) counts.set(value, (counts.get(value) || 0) + 1);
      const chosen = filter.select.value;
      if (chosen && !counts.has(chosen)) counts.set(chosen, 0);
      const options = [...filter.labels].filter(([value]) => counts.has(value)).map(([value, label]) => new Option(`${label} (${counts.get(value)})`, value));
      filter.select.replaceChildren(new Option(filter.anything, ""), ...options);
      filter.select.value = chosen;
      filter.select.closest("label").hidden = options.length < 2 && !chosen;
    }
  }

  form.addEventListener("submit", event => {
    event.preventDefault();
    writeAddress("pushState");
  });
  narrowing.addEventListener("change", () => writeAddress("pushState"));
  input.addEventListener("input", event => event.isComposing || writeAddress("replaceState"));
  input.addEventListener("compositionend", () => writeAddress("replaceState"));
  addEventListener("popstate", () => {
    shown = history.state?.shown || PORTION;
    readAddress();
    show();
  });
  /* All records among the results, also those that are not shown yet. */
  addAll.addEventListener("click", () => globalThis.guidanceSelection.offer(addAll, globalThis.guidanceSelection.add(found)));
  more.addEventListener("click", () => {
    const before = page.querySelectorAll(".search__result").length;
    shown += PORTION;
    history.replaceState({ ...history.state, shown }, "");
    show();
    page.querySelectorAll(".search__result a")[before]?.focus();
  });

  /* Load the search at its first use, since it is larger than the page: for a query in the address, or once the reader turns to the field. */
  async function start() {
    status.textContent = input.value ? status.dataset.loading : "";
    if (isLoading) return;
    isLoading = true;
    finder = await globalThis.guidanceSearch.load();
    isLoading = false;
    if (finder) show();
    else status.textContent = status.dataset.failed;
  }

  readAddress();
  if (input.value) start();
  else input.addEventListener("focus", start, { once: true });
})();
