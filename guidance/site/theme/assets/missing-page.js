/* 404 page: offers the entries whose identifier the address names in another spelling, if it has a digit, and a search for its words. */
"use strict";
(async () => {
  const PARTS = /[^/]+/g;
  const box = document.querySelector(".meant");
  const list = box.querySelector("ul");
  const assets = document.currentScript.src;
  const parts = (decoded(location.pathname).match(PARTS) || []).filter(part => part !== "index.html").map(part => part.replace(/\.html?$/, ""));
  const last = parts.at(-1) || "";
  if (!last) return;

  function decoded(path) {
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  }

  function offer(address, text, identifier = "") {
    const link = document.createElement("a");
    link.href = address;
    if (identifier) {
      const id = document.createElement("span");
      id.className = "id";
      id.textContent = identifier;
      link.append(id, " ");
    }
    link.append(text);
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
    box.hidden = false;
  }

  const words = last.match(/[\p{L}\p{M}\p{N}]+/gu)?.join(" ");
  if (words) document.getElementById("missing-words").value = words;
  const finder = /\d/.test(last) ? await globalThis.guidanceSearch.load() : null; /* identifiers of records have digits; for other words, the search is one link away */
  for (const key of finder?.identifiers.meant(last) || []) {
    const { address, title, identifier } = finder.results.get(key);
    offer(new URL(`../${address}`, assets).href, title, identifier);
  }
  if (words) offer(`${box.dataset.page}?${new URLSearchParams({ q: words })}`, box.dataset.search.replace("{words}", `“${words}”`));
})();
