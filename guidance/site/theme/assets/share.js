/* Buttons that copy the address of a view: of the list of all records, of search results, and of a selection. */
"use strict";
(() => {
  const canonical = document.querySelector("link[rel=canonical]")?.href;

  /** The address of this view. From a folder, others cannot open it: then the public one is shared. */
  function address(query) {
    const isLocal = location.protocol === "file:" && canonical;
    return (isLocal ? canonical : location.origin + location.pathname) + query;
  }

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest?.("[data-share]");
    if (!button) return;
    const shared = document.getElementById("shared"), field = document.getElementById("shared-address"), status = document.getElementById("shared-status");
    field.value = address(button.dataset.query ?? location.search);
    shared.hidden = false;
    status.textContent = "";
    const done = await globalThis.guidanceCopy.text(field.value);
    status.textContent = done ? shared.dataset.copied : shared.dataset.failed;
    if (!done) field.select();
  });
})();
