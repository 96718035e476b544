/* Texts of the search: each is written with one character for each word, which is the number of the word in a list of all (`guidance/site/search/coded_texts.py`). */
"use strict";
(() => {
  const FIRST = 0x100, SURROGATES = 0xD800, BEHIND = 0xE000;

  /* Append the numbers of the words of a coded text to a list. */
  function decode(coded, numbers = []) {
    for (let at = 0; at < coded.length; at += 1) {
      const point = coded.codePointAt(at);
      if (point > 0xFFFF) at += 1;
      numbers.push(point - FIRST - (point < SURROGATES ? 0 : BEHIND - SURROGATES));
    }
    return numbers;
  }

  /* A result of the search. Its texts are decoded when they are asked for, since few results are shown. */
  class Result {
    #coded;
    #list;

    constructor({ title, keywords = [], asked = [], place = "", text = "", ...others }, list) {
      Object.assign(this, others);
      this.#coded = { title: [title], keywords, asked, place: [place], text: [text] };
      this.#list = list;
    }

    /* The numbers of the words of a field. */
    numbers(field) {
      const found = [];
      for (const coded of this.#coded[field]) decode(coded, found);
      return found;
    }

    #texts(field) {
      return this.#coded[field].map(coded => decode(coded).map(number => this.#list[number]).join(" "));
    }

    get title() { return this.#texts("title")[0]; }

    get keywords() { return this.#texts("keywords"); }

    get asked() { return this.#texts("asked"); }

    get place() { return this.#texts("place")[0]; }

    get text() { return this.#texts("text")[0]; }

    /* The number of all characters of the coded texts: at least that of their words. */
    get size() {
      return Object.values(this.#coded).flat().reduce((sum, coded) => sum + coded.length, 0);
    }
  }

  globalThis.guidanceSearchResult = Result;
})();
