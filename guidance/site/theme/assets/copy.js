// Copy texts: buttons that copy the citation, the address or the text of a record, and what other scripts copy.
"use strict";

(() => {
  /** The text that each kind of button copies, given its `.cite` element. */
  const wanted = {
    citation: (cite) => cite.querySelector(".cite__text").textContent.trim(),
    original: (cite) => cite.querySelector(".cite__original-text").textContent.trim(),
    address: (cite) => cite.dataset.address,
    text: (cite) => textOf(cite.closest(".record")),
  };

  /** Return the title and the paragraphs of a record, separated by blank lines. */
  function textOf(record) {
    const title = record.querySelector("h2, h3, h4, h5").cloneNode(true);
    title.querySelectorAll(".headerlink").forEach((link) => link.remove());
    const paragraphs = [...record.querySelectorAll(".record__text p")];
    return [title, ...paragraphs].map((part) => part.textContent.replace(/\s+/g, " ").trim()).join("\n\n");
  }

  /** Copy by the Clipboard API, or by a selection if that is missing or refused. Return whether it succeeded. */
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

  /** Copy formatted text for word processors, and the same as plain text. Return whether it succeeded. */
  async function copyFormatted(html, text) {
    const part = (type, content) => ({ [type]: new Blob([content], { type }) });
    try {
      await navigator.clipboard.write([new ClipboardItem({ ...part("text/html", html), ...part("text/plain", text) })]);
      return true;
    } catch {
      return copyByEvent(html, text);
    }
  }

  /** Copy by filling in the event of a copy that the browser makes itself. */
  function copyByEvent(html, text) {
    const fill = (event) => {
      event.preventDefault();
      event.clipboardData.setData("text/html", html);
      event.clipboardData.setData("text/plain", text);
    };
    document.addEventListener("copy", fill, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", fill);
    return done;
  }

  /** Announce the result. The text is cleared first, since screen readers do not repeat an unchanged text. */
  function tell(cite, done) {
    const told = cite.querySelector(".cite__told");
    told.textContent = "";
    requestAnimationFrame(() => { told.textContent = done ? cite.dataset.copied : cite.dataset.failed; });
  }

  // The list of all records adds cards later, hence one listener for all buttons.
  document.addEventListener("click", async ({ target }) => {
    const button = target.closest?.("button[data-copy]");
    if (!button) return;
    const cite = button.closest(".cite");
    tell(cite, await copy(wanted[button.dataset.copy](cite)));
  });

  globalThis.guidanceCopy = { formatted: copyFormatted, text: copy };
})();
