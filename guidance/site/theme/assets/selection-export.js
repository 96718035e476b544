/* What My selection is saved and copied as: files for reference managers, text for word processors, and an implementation matrix. */
"use strict";
(() => {
  const here = document.currentScript.src;
  const WIDTHS = [18, 44, 26, 16, 24, 14, 40, 44]; /* characters, by column of the matrix */
  const HEAD = { fontWeight: "bold", backgroundColor: "#17415F", textColor: "#FFFFFF" };
  const CELL = { type: String, alignVertical: "top", wrap: true };

  /** Let the browser save content as a file. */
  function save(name, content, type) {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  const bib = (records) => save("selection.bib", records.map((record) => record.bib).join("\n"), "application/x-bibtex");
  const ris = (records) => save("selection.ris", records.map((record) => record.ris).join(""), "application/x-research-info-systems");

  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`);

  /** The text of a record as HTML for other programs: links lead to the public site, and numbers of notes are left out. */
  function textOf(record, folder) {
    const made = document.createElement("template");
    made.innerHTML = record.card;
    const text = made.content.querySelector(".record__text");
    for (const mark of text.querySelectorAll(".mark")) mark.remove();
    for (const link of text.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), folder).href;
    return text;
  }

  /** Copy titles as headings, texts and citations. Return whether it succeeded. */
  function word(records, title) {
    const folder = document.querySelector("link[rel=canonical]")?.href ?? location.href;
    const parts = records.map((record) => ({ record, text: textOf(record, folder) }));
    const citation = ({ citation: cited, url }) => escaped(cited).replace(escaped(url), `<a href="${escaped(url)}">${escaped(url)}</a>`);
    const html = parts.map(({ record, text }) => `<h2>${escaped(record.title)}</h2>${text.innerHTML}<p>${citation(record)}</p>`).join("");
    const plain = parts.map(({ record, text }) => [record.title, text.textContent.replace(/[^\S\n]+/g, " ").trim(), record.citation].join("\n\n")).join("\n\n\n");
    return globalThis.guidanceCopy.formatted(`<h1>${escaped(title)}</h1>${html}`, `${title}\n\n\n${plain}\n`);
  }

  let library = null;
  function loadLibrary() {
    library ??= new Promise((done, failed) => {
      const element = Object.assign(document.createElement("script"), { src: new URL("write-excel-file.js", here).href, onload: done, onerror: failed });
      document.head.append(element);
    }).catch((failure) => {
      library = null;
      throw failure;
    });
    return library;
  }

  /** Save the implementation matrix: who does what about each record, and by when. The empty columns are for the reader. */
  async function spreadsheet(records, title, columns) {
    await loadLibrary();
    const rows = records.map(({ id, title: name, actors, source, url }) => [id, name, actors, "", "", "", source, url].map((value) => ({ ...CELL, value })));
    const table = [columns.map((value) => ({ ...CELL, ...HEAD, value })), ...rows];
    const file = await globalThis.writeXlsxFile(table, { sheet: title, columns: WIDTHS.map((width) => ({ width })), stickyRowsCount: 1, stickyColumnsCount: 1, orientation: "landscape" }).toBlob();
    save("selection.xlsx", file);
  }

  globalThis.guidanceExport = { bib, ris, spreadsheet, word };
})();
