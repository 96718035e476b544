/* Queries of the list of all records: their addresses, and the records that match. Values of the same facet mean OR, different facets AND. */
"use strict";
(() => {
  const NATURE = "nature";
  const ALL = "all";
  const ADDED_BY_OTHERS = /^(utm_\w+|fbclid|gclid|mc_\w+)$/; /* what newsletters add to addresses */

  /** A query: values by facet, words, the form of the list, and what the address asks for that is unknown. */
  const query = (parts) => ({ facets: new Map(), words: "", titles: false, page: 1, unknown: [], ...parts });

  const nothingChosen = ({ facets, words, unknown }) => !facets.size && !words && !unknown.length;

  /** The query with which the list opens. */
  const opening = (natures) => query({ facets: new Map(natures.length ? [[NATURE, natures]] : []) });

  /** Read the query of an address. `known` maps each facet to its values. Case, spaces at the ends and `&amp;` are forgiven. */
  function read(search, known, natures) {
    const found = query();
    let asksForAll = false;
    for (const [name, typed] of new URLSearchParams(search)) {
      const facet = name.trim().toLowerCase().replace(/^amp;/, "");
      const value = typed.trim();
      if (!value || ADDED_BY_OTHERS.test(facet)) continue;
      if (facet === "q") found.words = value;
      else if (facet === "view") found.titles = value === "titles";
      else if (facet === "page") found.page = Math.max(1, Number.parseInt(value, 10) || 1);
      else if (facet === NATURE && value.toLowerCase() === ALL) asksForAll = true;
      else if (known.has(facet)) choose(found.facets, facet, known.get(facet).find((each) => each.toLowerCase() === value.toLowerCase()) ?? value);
      else found.unknown.push(`${name}=${typed}`);
    }
    if (nothingChosen(found) && !asksForAll) found.facets = opening(natures).facets;
    return inOrder(found, known);
  }

  /** The query with its facets in the order of the filter. */
  function inOrder(asked, known) {
    const facets = [...known.keys()].filter((facet) => asked.facets.has(facet)).map((facet) => [facet, asked.facets.get(facet)]);
    return { ...asked, facets: new Map(facets) };
  }

  function choose(facets, facet, value) {
    facets.set(facet, [...new Set([...(facets.get(facet) ?? []), value])]);
  }

  /** The part of an address that asks for a query; empty for the opening. */
  function write({ facets, words, titles, page, unknown }, natures) {
    const asked = new URLSearchParams();
    const chosen = query({ facets, words, unknown });
    if (words) asked.append("q", words);
    if (nothingChosen(chosen) && natures.length) asked.append(NATURE, ALL);
    else if (!isOpening(chosen, natures)) {
      for (const [facet, values] of facets) for (const value of values) asked.append(facet, value);
    }
    for (const pair of unknown) asked.append(...pair.split(/=(.*)/s, 2));
    if (titles) asked.append("view", "titles");
    if (page > 1) asked.append("page", page);
    return asked.size ? `?${asked}` : "";
  }

  const isOpening = ({ facets, words, unknown }, natures) =>
    !words && !unknown.length && facets.size === (natures.length ? 1 : 0) && same(facets.get(NATURE) ?? [], natures);

  const same = (one, other) => one.length === other.length && one.every((value) => other.includes(value));

  /** A copy of a query without a value, or without all values of a facet, or without words (`q`), from its first page. */
  function without(asked, facet, value) {
    const facets = new Map(asked.facets);
    const rest = (facets.get(facet) ?? []).filter((each) => value !== undefined && each !== value);
    if (rest.length) facets.set(facet, rest);
    else facets.delete(facet);
    return {
      ...asked,
      facets,
      words: facet === "q" ? "" : asked.words,
      unknown: facet === "" ? asked.unknown.filter((each) => each !== value) : asked.unknown,
      page: 1,
    };
  }

  /** The records by value of each facet. `ranked` stands for the positions of the records that match the words, best first. */
  class Index {
    constructor({ records, facets, pageSize }) {
      this.size = records.length;
      this.pageSize = pageSize;
      this.facets = new Map(Object.entries(facets).map(([facet, values]) => [facet, new Map(Object.entries(values))]));
      this.positionOf = new Map(records.map((record, position) => [record, position]));
    }

    /** The identifiers of the records at some positions. */
    identifiers(positions) {
      const all = [...this.positionOf.keys()];
      return positions.map((position) => all[position]);
    }

    /** Which records match in words and in every facet except `but`: 1 at their positions. */
    fitting({ facets, unknown }, ranked, but) {
      let fits = new Uint8Array(this.size).fill(unknown.length ? 0 : 1);
      if (ranked) fits = this.both(fits, ranked);
      for (const [facet, values] of facets) {
        if (facet !== but) fits = this.both(fits, values.flatMap((value) => this.facets.get(facet)?.get(value) ?? []));
      }
      return fits;
    }

    both(fits, positions) {
      const result = new Uint8Array(this.size);
      for (const position of positions) result[position] = fits[position];
      return result;
    }

    /** The positions of the matching records: in the order of the list, or best first. */
    matches(asked, ranked) {
      const fits = this.fitting(asked, ranked);
      return (ranked ?? [...fits.keys()]).filter((position) => fits[position]);
    }

    /** The number of records for each value of a facet, given all other choices. */
    counts(asked, ranked, facet) {
      const fits = this.fitting(asked, ranked, facet);
      const count = (positions) => positions.reduce((sum, position) => sum + fits[position], 0);
      return new Map([...(this.facets.get(facet) ?? [])].map(([value, positions]) => [value, count(positions)]));
    }

    /** The number of records with one of the natures, or of all records for none, given all other choices. */
    countNatures(asked, ranked, natures) {
      const facets = new Map(asked.facets);
      if (natures.length) facets.set(NATURE, natures);
      else facets.delete(NATURE);
      return this.matches({ ...asked, facets }, ranked).length;
    }
  }

  globalThis.guidanceBrowse = { Index, inOrder, isOpening, read, same, without, write };
})();
