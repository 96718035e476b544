/* Page of a topic: its records by kind of claim or by year (?by=year), in full or as titles alone (?view=titles). Its table opens on demand. */
(() => {
  "use strict";

  const ways = document.getElementById("topic-ways");
  const main = document.getElementById("main");
  const groups = [...document.querySelectorAll(".listed")];
  const folds = [...document.querySelectorAll(".listed__more")];
  const table = document.getElementById("open-table");
  const homes = groups.map((group) => group.previousElementSibling);
  const asked = new URLSearchParams(location.search);

  /** A heading for each row of the table that has records. */
  const years = [...document.querySelectorAll(".glance a[data-origin]")].map((link) => {
    const row = link.closest("tr");
    const heading = document.createElement("h2");
    const year = row.querySelector(".glance__year").textContent;
    heading.textContent = year ? `${year}: ${link.textContent}` : link.textContent;
    if (link.lang) heading.lang = link.lang;
    const details = document.createElement("p");
    details.className = "meta";
    details.textContent = row.querySelector(".meta").textContent;
    return { origin: link.dataset.origin, head: [heading, details] };
  });
  const end = document.createComment("records");
  groups.at(-1)?.after(end);

  function arrange(byYear) {
    if (byYear) {
      for (const { origin, head } of years) end.before(...head, ...groups.filter((group) => group.dataset.origin === origin));
    } else {
      groups.forEach((group, number) => homes[number].after(group));
      for (const { head } of years) for (const element of head) element.remove();
    }
    main.classList.toggle("topic--by-year", byYear);
  }

  function show(by, view) {
    if (main.classList.contains("topic--by-year") !== (by === "year")) arrange(by === "year");
    if (main.classList.contains("topic--titles") !== (view === "titles")) for (const fold of folds) fold.open = view === "titles";
    main.classList.toggle("topic--titles", view === "titles");
    for (const button of ways.querySelectorAll("[data-by]")) button.setAttribute("aria-pressed", String(button.dataset.by === by));
    for (const button of ways.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === view));
  }

  function choose(name, value, usual) {
    if (value === usual) asked.delete(name);
    else asked.set(name, value);
    const query = asked.toString();
    history.replaceState(history.state, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
    show(asked.get("by") === "year" ? "year" : "kind", asked.get("view") === "titles" ? "titles" : "text");
  }

  /** Show what the address leads to: the heading of a kind stands in one arrangement alone. */
  function follow() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return followEarlier();
    if (target.matches(".topic__section")) choose("by", "kind", "kind");
    if (target.id === "documents" || target.closest("#table")) open(true);
    const fold = target.closest(".listed__more");
    if (fold) fold.open = true;
    target.scrollIntoView();
  }

  /** Records of earlier years have a page of their own: go on to it. */
  function followEarlier() {
    const year = location.hash.match(/^#listed-(\d{4})/)?.[1];
    const page = [...document.querySelectorAll(".topic__years a:not([data-origin])")].find((link) => link.textContent === year);
    if (page) location.replace(new URL(location.hash, page.href));
  }

  function open(isOpen) {
    main.classList.toggle("topic--table", isOpen);
    table.setAttribute("aria-expanded", String(isOpen));
  }

  table.addEventListener("click", () => open(!main.classList.contains("topic--table")));
  ways.addEventListener("click", (event) => {
    const { by, view } = event.target.closest("button")?.dataset ?? {};
    if (by) choose("by", by, "kind");
    if (view) choose("view", view, "text");
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-origin]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    choose("by", "year", "kind");
    location.hash = link.dataset.origin;
    follow();
  });
  addEventListener("hashchange", follow);
  choose("by", asked.get("by"), null);
  follow();
})();
