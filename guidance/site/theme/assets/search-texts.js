/* Texts of the search: each is written with one character for each word, which is the number of the word in a list of all (`guidance/site/search/coded_texts.py`). */
"use strict";
(() => {
  const FIRST = 0x100, SURROGATES = 0xD800, BEHIND = 0xE000;

  /* Call a function with the number of each word of a coded text. */
  function decode(coded, use) {
    for (let at = 0; at < coded.length; at += 1) {
      const point = coded.codePointAt(at);
      if (point > 0xFFFF) at += 1;
      use(point - FIRST - (point < SURROGATES ? 0 : BEHIND - SURROGATES));
    }
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

    /* Call a function with the number of each word of a field. */
    decode(field, use) {
      for (const coded of this.#coded[field]) decode(coded, use);
    }

    #texts(field) {
      return this.#coded[field].map(coded => {
        const found = [];
        decode(coded, number => found.push(this.#list[number]));
        return found.join(" ");
      });
    }

    get title() { return this.#texts("title")[0]; }

    get keywords() { return this.#texts("keywords"); }

    get asked() { return this.#texts("asked"); }

    get place() { return this.#texts("place")[0]; }

    get text() { return this.#texts("text")[0]; }
  }

  globalThis.guidanceSearchResult = Result;
})();
