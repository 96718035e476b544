// Copies what a reader wants to take away: the citation, the address or the text of a record.
"use strict";

(() => {
  /** What each button copies, from the place in which it stands. */
  const wanted = {
    citation: (cite) => cite.querySelector(".cite__text").textContent.trim(),
    address: (cite) => cite.dataset.address,
    text: (cite) => textOf(cite.closest(".record")),
  };

  /** The title and the text of a record, a paragraph a line. */
  function textOf(record) {
    const title = record.querySelector("h2, h3, h4, h5").cloneNode(true);
    title.querySelectorAll(".headerlink").forEach((link) => link.remove());
    const paragraphs = [...record.querySelectorAll(".record__text p")];
    return [title, ...paragraphs].map((part) => part.textContent.replace(/\s+/g, " ").trim()).join("\n\n");
  }

  /** Copies by the browser's clipboard, or, where it has none or keeps it, by a selection; tells whether it went well. */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyBySelection(text);
    }
  }

  function copyBySelection(text) {
    const before = document.activeElement;
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "cite__field";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    before?.focus({ preventScroll: true });
    return done;
  }

  /** Says what happened; said again, it is heard again. */
  function tell(cite, done) {
    const told = cite.querySelector(".cite__told");
    told.textContent = "";
    requestAnimationFrame(() => { told.textContent = done ? cite.dataset.copied : cite.dataset.failed; });
  }

  for (const button of document.querySelectorAll("button[data-copy]")) {
    const cite = button.closest(".cite");
    button.hidden = false;
    button.addEventListener("click", async () => tell(cite, await copy(wanted[button.dataset.copy](cite))));
  }
})();
