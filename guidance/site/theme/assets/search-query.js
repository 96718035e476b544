/* Search queries: index the data of search-data.js with MiniSearch, rank results and choose snippets. Loaded at the first use of the search. */
"use strict";
(() => {
  const { remembering, stem, stems, words, written } = globalThis.guidanceStemmer;
  const WORD = /[\p{L}\p{M}\p{N}]+(?:[-’'.,][\p{L}\p{M}\p{N}]+)*/gu;
  const PORTION = 50;
  const AT_A_STRETCH = 40; /* milliseconds; a longer task would delay typing noticeably */
  const FIELDS = { title: 5, keywords: 3, asked: 3, identifier: 3, facets: 0.7, text: 1 };

  const stemsOfWord = remembering(stems), wordsOfLabel = remembering(words);
  const sentencesOf = remembering(text => text.split(/(?<=[.!?])\s+/u).map(sentence => ({ sentence, stems: new Set(stems(sentence)) })));
  /* A phrase as one word of stems: spellings with hyphens, with spaces and without either are equal. */
  const inOne = phrase => phrase.map(word => stem(word.replaceAll("-", ""))).join("");

  /* A query for results with all words of a phrase; a hyphenated word also matches without the hyphen, or with a space instead. */
  const withAll = phrase => ({ combineWith: "AND", queries: phrase.map(withOne) });
  const withOne = word => (word.includes("-") ? { combineWith: "OR", queries: [word.replaceAll("-", ""), withAll(word.split("-"))] } : word);
  const together = text => stems(text).join(" ");
  const within = (part, whole) => ` ${whole} `.includes(` ${part} `);

  class Finder {
    constructor(engine, data) {
      this.results = new Map();
      this.known = new Set();
      this.stopWords = new Set(data.stopWords);
      this.index = new engine({
        idField: "key", fields: Object.keys(FIELDS), processTerm: word => this.forms(word),
        tokenize: (text, name) => (name === "facets" ? text.split(" ; ").flatMap(wordsOfLabel) : words(text)),
        extractField: (result, name) => this.field(result, name, data.labels),
        searchOptions: { boost: FIELDS, tokenize: word => [word], processTerm: stem, maxFuzzy: 2 },
      });
      this.phrases = new Map();
      for (const group of data.synonyms) {
        const members = group.map(member => this.meant(member));
        for (const member of members) {
          const others = members.filter(other => other !== member);
          this.phrases.set(inOne(member), [...(this.phrases.get(inOne(member)) || []), ...others]);
        }
      }
      this.longest = Math.max(...data.synonyms.flat().map(member => this.meant(member).length));
      this.titleOf = remembering(result => together(result.title));
      this.keywordsOf = remembering(result => [...(result.keywords || []), ...(result.asked || [])].map(together));
      this.textOf = remembering(result => together(result.text || ""));
    }

    /* Add results to the index. */
    add(results) {
      for (const result of results) this.results.set(result.key, result);
      this.index.addAll(results);
    }

    /* The terms under which a word of a result is indexed: its stem and the word itself. */
    forms(word) {
      const root = stem(word);
      this.known.add(root);
      return root === word ? word : [root, word];
    }

    /* The text of a field. Facets are numbers of labels, which are shared by all results. */
    field(result, name, labels) {
      if (name === "facets") return (result.facets || []).map(number => labels[number]).join(" ; ");
      return Array.isArray(result[name]) ? result[name].join(" ; ") : result[name] || "";
    }

    /* The words of a text without stop words, unless it has no others. */
    meant(text) {
      const all = written(text), telling = all.filter(word => !this.stopWords.has(word));
      return telling.length ? telling : all;
    }

    /* Return results that match all units of a query, and results that match at least half of them, each with the matching terms. */
    find(typed) {
      const units = this.units(typed);
      const found = new Map();
      for (const unit of units) {
        for (const [key, { score, terms }] of this.hits(unit)) {
          const entry = found.get(key) || { result: this.results.get(key), units: 0, score: 0, terms: new Set() };
          entry.units += 1;
          entry.score += score;
          terms.forEach(term => entry.terms.add(term));
          found.set(key, entry);
        }
      }
      const phrase = stems(typed).join(" ");
      const entries = [...found.values()];
      for (const entry of entries) entry.score *= entry.units < units.length ? entry.units / units.length : this.closeness(entry.result, phrase);
      entries.sort((one, other) => other.score - one.score);
      const having = (least, most) => entries.filter(entry => entry.units >= least && entry.units <= most);
      return { all: having(units.length, units.length), some: having(units.length / 2, units.length - 1) };
    }

    /* Return the results that match one of a unit's alternatives, with the score of the best alternative. */
    hits(unit) {
      const best = new Map();
      for (const { query, weight } of unit) {
        for (const hit of this.index.search(query)) {
          const entry = best.get(hit.id) || { score: 0, terms: [] };
          best.set(hit.id, { score: Math.max(entry.score, hit.score * weight), terms: [...entry.terms, ...hit.terms] });
        }
      }
      return best;
    }

    /* Factor for a result that contains the query as a phrase; it applies only to results that match all units. */
    closeness(result, phrase) {
      if (this.titleOf(result) === phrase) return 3;
      if (this.keywordsOf(result).includes(phrase)) return 2;
      if (!phrase.includes(" ")) return 1;
      if (within(phrase, this.titleOf(result))) return 2;
      if (this.keywordsOf(result).some(keyword => within(phrase, keyword))) return 1.6;
      return within(phrase, this.textOf(result)) ? 1.4 : 1;
    }

    /* Split a query into units: words or phrases, each with its alternatives. */
    units(typed) {
      const kept = this.meant(typed);
      const units = [];
      for (let at = 0; at < kept.length;) {
        const length = this.phraseAt(kept, at);
        units.push(this.unit(kept.slice(at, at + length), at + length === kept.length));
        at += length;
      }
      return units;
    }

    /* The number of words from an index on that belong together: a phrase with synonyms, or one word typed as two. */
    phraseAt(kept, at) {
      for (let length = Math.min(this.longest, kept.length - at); length > 1; length -= 1) {
        const phrase = kept.slice(at, at + length);
        if (this.phrases.has(inOne(phrase)) || (length === 2 && this.known.has(stem(phrase.join(""))))) return length;
      }
      return 1;
    }

    /* The alternatives of a unit: as typed, joined to one word, and its synonyms. */
    unit(phrase, last) {
      const parts = phrase.flatMap(word => word.split("-"));
      const typed = parts.map((part, place) => this.word(part, last && place === parts.length - 1));
      const others = this.phrases.get(inOne(phrase)) || [];
      return [
        { weight: 1, query: { combineWith: "AND", queries: typed } },
        ...(parts.length > 1 ? [{ weight: 1, query: parts.join("") }] : []),
        ...others.map(other => ({ weight: 0.5, query: withAll(other) })),
      ];
    }

    /* A query for a word by its stem; for the last word also by prefix, and for an unknown word by similar spelling. */
    word(word, last) {
      const asWritten = { queries: [word], processTerm: term => term, prefix: true };
      const begun = last && word.length > 1 ? [{ ...asWritten, boostTerm: () => 0.3 }] : [];
      const strange = word.length > 3 && !/\d/.test(word) && !this.known.has(stem(word)) && !this.begins(word, last);
      const alike = strange ? [{ ...asWritten, fuzzy: 0.25, weights: { prefix: 0.3, fuzzy: 0.4 } }] : [];
      return { combineWith: "OR", queries: [word, ...begun, ...alike] };
    }

    begins(word, last) {
      return last && this.index.search({ queries: [word], prefix: true, processTerm: term => term }).length > 0;
    }

    /* Split a text into pieces, each with a flag that says whether it is a matching word. */
    pieces(text, terms) {
      const pieces = [];
      let end = 0;
      for (const match of text.matchAll(WORD)) {
        if (!stemsOfWord(match[0]).some(word => terms.has(word))) continue;
        pieces.push([text.slice(end, match.index), false], [match[0], true]);
        end = match.index + match[0].length;
      }
      return [...pieces, [text.slice(end), false]].filter(([piece]) => piece);
    }

    /* Up to four keywords or questions with matching words that appear neither in the title nor in the snippet. */
    keywords(result, told, terms) {
      const seen = new Set(stems(`${result.title} ${told}`));
      return [...(result.keywords || []), ...(result.asked || [])].filter(keyword => stems(keyword).some(word => terms.has(word) && !seen.has(word))).slice(0, 4);
    }

    /* The sentence of a text with the most matching words, and the sentences behind it up to the length. */
    snippet(text, terms, length = 190) {
      const sentences = sentencesOf(text);
      const counts = sentences.map(sentence => [...sentence.stems].filter(word => terms.has(word)).length);
      const best = counts.indexOf(Math.max(...counts));
      let told = sentences[best].sentence;
      for (const { sentence } of sentences.slice(best + 1)) {
        if (told.length + sentence.length >= length) break;
        told += ` ${sentence}`;
      }
      return told.length > length * 1.5 ? `${told.slice(0, told.lastIndexOf(" ", length * 1.4))} …` : told;
    }
  }

  /* Create a finder of all results. It adds them in portions, and yields to the browser between tasks. */
  async function finderOf(data) {
    const finder = new Finder(globalThis.MiniSearch, data);
    for (let at = 0, paused = performance.now(); at < data.results.length; at += PORTION) {
      finder.add(data.results.slice(at, at + PORTION));
      if (performance.now() - paused < AT_A_STRETCH) continue;
      await new Promise(done => { setTimeout(done); });
      paused = performance.now();
    }
    return finder;
  }

  globalThis.guidanceSearchQuery = finderOf;
})();
