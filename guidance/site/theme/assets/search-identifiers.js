/* Identifiers as people write them: p2-9, 2021 P2 9, (R4-01), panel three, a pasted permanent address. Used by the search and by the 404 page. */
"use strict";
(() => {
  const ROMAN = { i: 1, ii: 2, iii: 3, iv: 4, v: 5, vi: 6, vii: 7, viii: 8, ix: 9, x: 10, xi: 11, xii: 12 };
  const DASHES = /\s*[-‐‑‒–—―−_]\s*/gu;
  const PERMANENT = /\S*\/id\/([^/?#\s]+)\S*/giu;
  const LONGEST = 6;
  const USUAL = /^[a-z\d]+(?:-[a-z\d]+)*$/;

  /* The segments of a text: in lower case, without what stands between them. */
  function segments(text) {
    const written = text.toLowerCase();
    return USUAL.test(written) ? written.split("-") : written.match(/[\p{L}\p{M}\p{N}]+/gu) || [];
  }

  /* Whether a spelling is that of an identifier wherever it stands: digits behind letters in one segment, or as one of several segments. */
  const isCitable = spelling => /(^|-)\p{L}+\d+(-|$)|-\d+$/u.test(spelling);

  class Identifiers {
    /* `names` maps each key to the ways in which it is cited; `numbers` gives the numbers in words of the language. */
    constructor(names, numbers) {
      this.numbers = { ...numbers };
      Object.setPrototypeOf(this.numbers, null);
      this.segments = new Map();
      this.keys = new Map();
      for (const [key, ways] of names) {
        for (const way of new Set([key, ...ways].map(way => this.spelling(way)).filter(Boolean))) {
          if (this.keys.has(way)) this.keys.get(way).push(key);
          else this.keys.set(way, [key]);
        }
      }
    }

    spelling(text) {
      return segments(text).map(segment => this.segment(segment)).join("-");
    }

    /* A segment in one spelling: numbers in digits, without leading zeros. Most segments stand in many identifiers. */
    segment(written) {
      if (!this.segments.has(written)) this.segments.set(written, /^\d+$/.test(written) ? String(Number(written)) : String(this.numbers[written] ?? ROMAN[written] ?? written));
      return this.segments.get(written);
    }

    /* The keys that a whole text means, such as the last part of an address. */
    meant(text) {
      return this.keys.get(this.spelling(text)) || [];
    }

    /* The keys that a query names, in its order, and the rest of the query. Names without a number count only as the whole query. */
    named(query) {
      const tokens = query.replace(PERMANENT, " $1 ").replace(DASHES, "-").split(/[^\p{L}\p{M}\p{N}-]+/u).filter(Boolean);
      const whole = this.meant(query.replace(PERMANENT, "$1"));
      if (whole.length) return { keys: whole, rest: isCitable(this.spelling(query)) || query.search(PERMANENT) >= 0 ? "" : query };
      const keys = new Set(), rest = [];
      for (let at = 0; at < tokens.length;) {
        const length = this.lengthAt(tokens, at);
        if (length) this.meant(tokens.slice(at, at + length).join("-")).forEach(key => keys.add(key));
        else rest.push(tokens[at]);
        at += length || 1;
      }
      return { keys: [...keys], rest: rest.join(" ") };
    }

    /* The number of tokens from an index on that are one identifier together; 0 for none. */
    lengthAt(tokens, at) {
      for (let length = Math.min(LONGEST, tokens.length - at); length; length -= 1) {
        const spelling = this.spelling(tokens.slice(at, at + length).join("-"));
        if (isCitable(spelling) && this.keys.has(spelling)) return length;
      }
      return 0;
    }
  }

  globalThis.GuidanceIdentifiers = Identifiers;
})();
