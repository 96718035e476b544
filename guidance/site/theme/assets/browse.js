/* Filter of the list of all records. Boxes ticked in the same facet mean OR, in different facets AND. The query string holds the selection. */
(() => {
  "use strict";

  const part = (id) => document.getElementById(id);
  const filter = part("filter");
  const boxes = [...filter.querySelectorAll("input")];
  const records = [...document.querySelectorAll("article.record")];
  const fill = (phrase, values) => phrase.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  /** Return the selected values by facet. */
  function chosen() {
    const facets = new Map();
    for (const box of boxes.filter((box) => box.checked)) facets.set(box.name, [...(facets.get(box.name) ?? []), box.value]);
    return facets;
  }

  /** The values of each record by facet, read from the page only once, since there may be thousands of records. */
  const names = [...new Set(boxes.map((box) => box.name))];
  const held = new Map(records.map((record) => [record, new Map(names.map((facet) => [facet, record.dataset[facet].split(" ")]))]));

  const has = (record, facet, values) => held.get(record).get(facet).some((value) => values.includes(value));

  /** Whether a record matches the selection in every facet except `but`. */
  const fits = (record, facets, but) => [...facets].every(([facet, values]) => facet === but || has(record, facet, values));

  function show() {
    const facets = chosen();
    for (const record of records) record.hidden = !fits(record, facets);
    count(facets);
    tell(facets);
    listRemoved();
    part("address").textContent = part("address").dataset.address + location.search;
  }

  /** Show at each box how many records have its value and match the selection in all other facets. */
  function count(facets) {
    const given = new Map(names.map((facet) => [facet, new Map()]));
    for (const record of records) {
      for (const facet of names.filter((facet) => fits(record, facets, facet))) {
        const counts = given.get(facet);
        for (const value of held.get(record).get(facet)) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    for (const box of boxes) {
      const number = given.get(box.name).get(box.value) ?? 0;
      box.parentElement.querySelector(".facet__count").textContent = number;
      box.parentElement.classList.toggle("facet__value--empty", number === 0);
    }
  }

  /** Describe the selection in the status line. */
  function tell(facets) {
    const { all, some, none, facet: named, or } = part("shown").dataset;
    const shown = records.filter((record) => !record.hidden).length;
    const told = [fill(facets.size === 0 ? all : shown === 0 ? none : some, { shown, all: records.length })];
    for (const facet of facets.keys()) {
      const ticked = boxes.filter((box) => box.name === facet && box.checked);
      const values = ticked.map((box) => box.parentElement.querySelector(".facet__label").textContent);
      told.push(fill(named, { facet: ticked[0].closest("fieldset").querySelector("legend").textContent, values: values.join(or) }));
    }
    part("shown").textContent = told.join(" ");
  }

  function listRemoved() {
    const removed = records.filter((record) => record.hidden);
    part("removed").hidden = removed.length === 0;
    part("removed").querySelector("ul").replaceChildren(
      ...removed.map((record) => {
        const line = document.createElement("li");
        line.append(record.querySelector(".id").cloneNode(true), " ", record.querySelector(".record__title a").cloneNode(true));
        return line;
      }),
    );
  }

  function readAddress() {
    const asked = new URLSearchParams(location.search);
    for (const box of boxes) box.checked = asked.getAll(box.name).includes(box.value);
    show();
  }

  function writeAddress() {
    const asked = new URLSearchParams(boxes.filter((box) => box.checked).map((box) => [box.name, box.value])).toString();
    history.pushState(null, "", location.pathname + (asked && `?${asked}`));
    show();
  }

  function clear() {
    for (const box of boxes) box.checked = false;
    writeAddress();
  }

  const wide = matchMedia("(min-width: 60em)");
  const fold = () => (filter.open = wide.matches);

  filter.addEventListener("change", writeAddress);
  part("clear").addEventListener("click", clear);
  part("print").addEventListener("click", () => window.print());
  addEventListener("popstate", readAddress);
  wide.addEventListener("change", fold);
  fold();
  readAddress();
})();
