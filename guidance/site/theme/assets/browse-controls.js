/* Controls of the list of all records that do not change its query: the panel of the filter on narrow screens, and the link past the filter. */
"use strict";
(() => {
  const part = (id) => document.getElementById(id);
  const filter = part("filter"), panel = part("panel"), facets = part("facets"), results = part("results");
  const wide = matchMedia("(min-width: 60em)");

  function goToResults() {
    results.scrollIntoView();
    results.focus({ preventScroll: true });
  }

  /* In the panel, only groups with a choice are open. */
  function fold() {
    for (const group of facets.querySelectorAll("details")) group.open = wide.matches ? "open" in group.dataset || Boolean(group.querySelector(":checked")) && group.closest("fieldset").dataset.facet !== "nature" : Boolean(group.querySelector(":checked")) && group.closest("fieldset").dataset.facet !== "nature";
  }

  part("open-filter").addEventListener("click", () => {
    fold();
    part("panel-body").append(facets);
    panel.showModal();
  });
  panel.addEventListener("close", () => filter.append(facets));
  part("close-panel").addEventListener("click", () => panel.close());
  part("show-results").addEventListener("click", () => {
    panel.close();
    goToResults();
  });
  wide.addEventListener("change", () => {
    if (panel.open) panel.close();
    fold();
  });
  part("skip").addEventListener("click", (event) => {
    event.preventDefault();
    goToResults();
  });
  fold();
})();
