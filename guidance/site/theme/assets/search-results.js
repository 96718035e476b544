/* Results of the search as a list, for the search dialog and for the page of all results. */
"use strict";
(() => {
  const { pieces, places, snippet } = globalThis.guidanceMarks;
  const assets = document.currentScript.src;
  const dialog = document.querySelector("dialog.search");
  const template = dialog.querySelector("template");

  /* An interface phrase from the page, with its values filled in. */
  const phrase = (name, values = {}) => dialog.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key].toLocaleString(document.documentElement.lang));
  const quoted = words => words.map(word => (word.startsWith("“") ? word : `“${word}”`)).join(", ");

  /* What a reader is told of an answer, in sentences: what nothing has, what was perhaps meant, and how many results there are. */
  function told(answer, numbers = { all: answer.all.length, some: answer.some.length }) {
    const said = [];
    if (answer.missing.length) said.push(phrase("missing", { words: quoted(answer.missing) }));
    for (const { typed, meant } of answer.meant) said.push(phrase("meant", { typed: quoted([typed]), meant: quoted([meant]) }));
    if (answer.begun) said.push(phrase("begun", { word: quoted([answer.begun]) }));
    if (numbers.all) said.push(phrase("found", { number: numbers.all }));
    else if (numbers.some) said.push(phrase("foundSome", { number: numbers.some }));
    else if (!answer.handbook.length && !answer.topics.length) said.push(phrase("none"));
    return said.join(" ");
  }

  function marked(element, text, answer) {
    element.replaceChildren(...pieces(text, answer).map(([piece, isMarked]) => {
      if (!isMarked) return piece;
      const mark = document.createElement("mark");
      mark.textContent = piece;
      return mark;
    }));
  }

  /* Show the button that puts a record on the reader's list. */
  function select(button, identifier) {
    button.dataset.select = identifier;
    button.lastElementChild.textContent = ` ${identifier}`;
    button.parentElement.hidden = false;
  }

  /* One result of an answer as a list item. `prefix` keeps the ids of several lists apart. */
  function item({ result, instead = [], without = [] }, answer, labels, prefix) {
    const made = template.content.cloneNode(true).firstElementChild;
    const part = name => made.querySelector(`[data-part=${name}]`);
    const line = (name, text) => {
      marked(part(name), text, answer);
      part(name).parentElement.hidden = !text;
    };
    made.dataset.key = result.key;
    part("kind").textContent = result.kind;
    part("kind").parentElement.id = `${prefix}${result.key}`;
    part("identifier").textContent = result.identifier || "";
    if (result.group === "record") select(part("select"), result.identifier);
    part("title").href = new URL(`../${result.address}`, assets).href;
    part("title").setAttribute("aria-describedby", `${prefix}${result.key}`);
    marked(part("title"), result.title, answer);
    const text = snippet(result.text || "", answer, instead);
    marked(part("text"), text, answer);
    line("keywords", places(result, labels, text, answer).join(", "));
    part("instead").textContent = instead.map(({ typed, found }) => phrase("instead", { typed: quoted([typed]), found: quoted([found]) })).join(", ");
    part("instead").parentElement.hidden = !instead.length;
    part("without").textContent = [...new Set([...without, ...(without.length || !answer.all.length ? answer.missing : [])])].join(", ");
    part("without").parentElement.hidden = !part("without").textContent || !answer.words.length;
    return made;
  }

  /* Fill a list with entries of an answer; an empty list is hidden. */
  function fill(list, entries, answer, finder) {
    list.replaceChildren(...entries.map(entry => item(entry, answer, (entry.result.values || []).map(number => finder.values[number].label), `${list.id || list.dataset.results}-`)));
    if (list.dataset.results === "topics") for (const topic of list.children) topic.className = "search__topic";
    list.hidden = !entries.length;
  }

  globalThis.guidanceResults = { fill, phrase, told };
})();
