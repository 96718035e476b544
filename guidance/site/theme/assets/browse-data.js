/* Data of the list of all records, loaded when it is first needed: the index, the cards of further pages, and the search engine. Scripts also load from a folder, where `fetch` fails. */
"use strict";
(() => {
  const here = document.currentScript.src;
  const scripts = new Map();
  const cards = new Map();

  /** Load a script once. After a failure the next call tries again. */
  function script(name) {
    if (!scripts.has(name)) {
      const element = Object.assign(document.createElement("script"), { src: new URL(name, here).href, async: false });
      const loaded = new Promise((done, failed) => { [element.onload, element.onerror] = [done, failed]; });
      loaded.catch(() => scripts.delete(name));
      scripts.set(name, loaded);
      document.head.append(element);
    }
    return scripts.get(name);
  }

  let index = null;
  async function loadIndex() {
    await script("browse/index.js");
    index ??= new globalThis.guidanceBrowse.Index(globalThis.guidanceBrowseIndex);
    return index;
  }

  /** The positions of the records that match words, best first. */
  async function search(words) {
    const finder = await globalThis.guidanceSearch.load();
    const found = finder.find(words).all;
    return found.map(({ result }) => index.positionOf.get(result.key)).filter((position) => position !== undefined);
  }

  /** Keep the cards that the page holds, from a position on. */
  function keep(elements, first) {
    elements.forEach((element, number) => cards.set(first + number, element));
  }

  /** The cards at positions, which are loaded page by page. */
  async function cardsAt(positions) {
    const missing = positions.filter((position) => !cards.has(position)).map((position) => Math.floor(position / index.pageSize) + 1);
    await Promise.all([...new Set(missing)].map(async (page) => {
      await script(`browse/cards-${page}.js`);
      const made = document.createElement("template");
      made.innerHTML = globalThis.guidanceBrowseCards[page];
      keep([...made.content.querySelectorAll("article.record")], (page - 1) * index.pageSize);
    }));
    return positions.map((position) => cards.get(position));
  }

  globalThis.guidanceBrowseData = { cardsAt, keep, loadIndex, search };
})();
