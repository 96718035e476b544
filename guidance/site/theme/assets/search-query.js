/* Search queries: index the data of search-data.js, and rank the results of a query. Loaded at the first use of the search. */
"use strict";
(() => {
  const { fold, NUMBERS, remembering, stem, stems, words, written } = globalThis.guidanceStemmer;
  const { inAll, inAny, Index, ranked } = globalThis.guidanceIndex;
  const PORTION = 50;
  const AT_A_STRETCH = 40; /* milliseconds; a longer task would delay typing noticeably */
  const FIELDS = { title: 5, keywords: 2.5, asked: 2.5, place: 0.7, values: 0.4, text: 1 };
  const NAMES = Object.keys(FIELDS);
  const WEIGHT_OF_GROUP = { name: 1.15, record: 1.1, topic: 0.6, page: 0.7, part: 0.9, term: 0.7 };
  const SYNONYM = 0.3, ONLY_SYNONYM = 0.7, BEGUN = 0.3;
  const SHARE_OF_SYNONYM = 0.4; /* of the weight of a word, for a result that has a synonym of it instead */
  const LEAST_SHARE = 0.85; /* of a query, for a result that counts as one with all words */
  const COMPARED = 50; /* results that are compared closely with a query */
  const TOPICS = 3;
  const QUOTED = /["“”„«»]([^"“”„«»]*)["“”„«»]/gu;

  /* A phrase as one word of stems: spellings with hyphens, with spaces and without either are equal. */
  const inOne = phrase => stem(phrase.map(word => stem(word.replaceAll("-", ""))).join(""));
  const within = (part, whole) => ` ${whole} `.includes(` ${part} `);

  const WORD = /[\p{L}\p{M}\p{N}]+(?:[-’'][\p{L}\p{M}\p{N}]+)*/gu;

  /* A word of an index or a query as the first of some texts that has it prints it. */
  function asPrinted(word, texts) {
    for (const text of texts) {
      const printed = text.match(WORD)?.find(each => fold(each) === word);
      if (printed) return printed;
    }
    return word;
  }

  class Finder {
    constructor(data) {
      this.values = data.values;
      this.list = data.words.split(" ");
      this.listed = data.results.map(result => new globalThis.guidanceSearchResult(result, this.list));
      this.results = new Map(this.listed.map(result => [result.key, result]));
      this.stopWords = new Set(data.stopWords);
      this.identifiers = new globalThis.GuidanceIdentifiers(data.results.map(({ key, names }) => [key, names || []]), NUMBERS);
      this.index = new Index([...this.list, ...data.values.map(({ label, text }) => `${label}. ${text || ""}`)], this.listed.length, Object.values(FIELDS));
      this.synonyms = new Map();
      for (const group of data.synonyms) {
        const members = group.map(text => ({ text, words: this.meant(text) }));
        for (const member of members) {
          const others = members.filter(other => other !== member);
          this.synonyms.set(inOne(member.words), [...(this.synonyms.get(inOne(member.words)) || []), ...others]);
        }
      }
      this.longest = Math.max(1, ...data.synonyms.flat().map(member => this.meant(member).length));
      this.topics = this.listed.filter(result => result.group === "topic").map(topic => ({ topic, names: new Set([topic.title, ...topic.keywords].map(name => inOne(this.meant(name)))) }));
      this.closeness = globalThis.guidanceCloseness(text => this.rootsIn(text));
      this.allOf = remembering(result => ["title", "keywords", "asked", "text", "place"].flatMap(name => result[name] || []).map(text => words(text).join(" ")));
    }

    /* Add a result to the index. */
    add(result) {
      this.index.add(WEIGHT_OF_GROUP[result.group] ?? 1);
      for (const [number, name] of NAMES.entries()) this.index.addField(number, use => this.pieces(result, name, use));
    }

    /* Call a function with the number of each piece of a field: of the words of its texts, and behind them of its values, which all results share. */
    pieces(result, name, use) {
      if (name === "values") result.values?.forEach(number => use(this.list.length + number));
      else result.decode(name, use);
    }

    /* How often each word stands in results, but those of the handbook, in the order in which they first occur. */
    get uses() {
      const uses = new Map();
      const count = piece => { for (const word of this.index.wordsOf[piece]) uses.set(word, (uses.get(word) || 0) + 1); };
      for (const result of this.listed) if (result.group !== "handbook") for (const name of NAMES) this.pieces(result, name, count);
      Object.defineProperty(this, "uses", { value: uses });
      return uses;
    }

    /* The words of a text without stop words, unless it has no others. The country is USA, since the word us is a stop word. */
    meant(text) {
      const all = written(text.replace(/(?<![\p{L}.])U\.?S\.?(?![\p{L}.])/gu, "USA ")), telling = all.filter(word => !this.stopWords.has(word));
      return telling.length ? telling : all;
    }

    rootsIn(text) {
      return this.meant(text).flatMap(stems);
    }

    /* Answer a query. `typing` says that its last word may be incomplete. The answer has
       - topics: those that the query names; all: results with all words and phrases; some: results with some of them; handbook: pages of the handbook with all of them;
       - missing: words and phrases that nothing has; meant: those replaced by a known word, as pairs; begun: a word that only begins others;
       - stems: the stems of the words that were looked for.
       A result has all words only if it has most of them as typed: one that has them by synonyms is among those with some. */
    find(typed, typing = false) {
      const phrases = [...typed.matchAll(QUOTED)].map(([, phrase]) => phrase).filter(phrase => this.meant(phrase).length);
      const { keys, rest } = this.identifiers.named(typed);
      const answer = { typed, topics: [], all: [], some: [], handbook: [], missing: [], meant: [], begun: "", words: [], phrase: "", stems: new Set() };
      const isNamed = keys.length && !written(rest).some(word => !this.stopWords.has(word));
      const units = isNamed ? [] : this.units(typed, typing, answer);
      answer.topics = isNamed ? [] : this.named(answer.words);
      const ranked = this.ranked(units, answer.phrase);
      const required = isNamed ? [] : phrases.filter(phrase => this.isKnown(phrase) || !answer.missing.push(`“${phrase}”`)).map(phrase => words(phrase).join(" "));
      const above = new Set([...keys, ...answer.topics.map(topic => topic.key)]);
      for (const entry of ranked) {
        if (above.has(entry.result.key) || !required.every(phrase => this.has(entry.result, phrase))) continue;
        const hasAll = entry.having.size === units.length && !answer.missing.length && (units.length === 1 || entry.share >= LEAST_SHARE);
        if (entry.result.group !== "handbook") (hasAll ? answer.all : answer.some).push(entry);
        else if (hasAll) answer.handbook.push(entry);
      }
      answer.all.unshift(...keys.map(key => ({ result: this.results.get(key), without: [], instead: [] })));
      return answer;
    }

    /* The key of the one entry that a query names, by its identifier or by its whole title, or "". Titles of terms and topics are words that readers search for. */
    entryNamed(answer) {
      if (!answer.words.length) return answer.all.length === 1 ? answer.all[0].result.key : "";
      const typed = words(answer.typed).join(" ");
      const titled = [...answer.topics, ...answer.all.map(({ result }) => result)].filter(({ title }) => words(title).join(" ") === typed);
      return titled.length === 1 && !["term", "topic"].includes(titled[0].group) ? titled[0].key : "";
    }

    has(result, phrase) {
      return this.allOf(result).some(text => within(phrase, text));
    }

    isKnown(phrase) {
      const wanted = words(phrase).join(" ");
      return [...this.results.values()].some(result => this.has(result, wanted));
    }

    /* The topics that make up at least half of the words of a query. */
    named(kept) {
      const found = [];
      for (const { topic, names } of this.topics) {
        let most = 0;
        for (let at = 0; at < kept.length; at += 1) {
          for (let end = kept.length; end - at > most; end -= 1) if (names.has(inOne(kept.slice(at, end)))) most = end - at;
        }
        if (most >= kept.length / 2 && most) found.push({ topic, most });
      }
      return found.sort((one, other) => other.most - one.most).slice(0, TOPICS).map(({ topic }) => topic);
    }

    /* The results of units, best first. Those that look best are compared closely. */
    ranked(units, phrase) {
      const found = new Map(), total = units.reduce((sum, unit) => sum + unit.rarity, 0);
      for (const unit of units) {
        for (const [number, { score, instead }] of unit.hits) {
          const entry = found.get(number) || { result: this.listed[number], score: 0, share: 0, instead: [], having: new Set() };
          entry.score += score;
          entry.share += (unit.rarity / total) * (instead && unit.isTyped ? SHARE_OF_SYNONYM : 1);
          entry.having.add(unit);
          if (instead) entry.instead.push({ typed: unit.typed, found: instead });
          found.set(number, entry);
        }
      }
      const entries = [...found.values()];
      for (const entry of entries) {
        entry.score *= entry.share ** 2;
        entry.without = units.filter(unit => !entry.having.has(unit)).map(unit => unit.typed);
      }
      const byScore = (one, other) => other.score - one.score;
      for (const entry of entries.sort(byScore).slice(0, COMPARED)) entry.score *= this.closeness(entry.result, units, entry.having.size < units.length ? "" : phrase);
      return entries.sort(byScore);
    }

    /* Split a query into units, words or phrases, each with its hits. Words that nothing has are noted in the answer, and replaced where a known word was perhaps meant. */
    units(typed, typing, answer) {
      const isBegun = typing && /[\p{L}\p{N}]$/u.test(typed);
      const kept = this.corrected(this.meant(typed), isBegun, answer);
      const units = [];
      answer.words = kept;
      for (let at = 0; at < kept.length;) {
        const length = this.phraseAt(kept, at), phrase = kept.slice(at, at + length);
        at += length;
        const unit = this.unit(phrase, isBegun && at === kept.length, answer);
        if (unit) units.push(unit);
        else answer.missing.push(phrase.map(word => asPrinted(word, [typed])).join(" "));
      }
      answer.phrase = kept.flatMap(stems).join(" ");
      return units;
    }

    /* The words of a query with known words in the place of unknown ones. */
    corrected(kept, isBegun, answer) {
      return kept.map((word, at) => {
        const isKnown = this.index.isStem(stem(word.replaceAll("-", ""))) || word.split("-").every(part => this.index.isStem(stem(part))) || this.isInSynonym(kept, at);
        if (isKnown || (isBegun && at === kept.length - 1 && this.begins(word))) return word;
        const meant = globalThis.guidanceSuggestion(word, this.uses);
        if (meant) answer.meant.push({ typed: asPrinted(word, [answer.typed]), meant: asPrinted(meant, this.texts()) });
        return meant || word;
      });
    }

    /* Whether a word of a query is part of a phrase with synonyms, or of a word typed as two. */
    isInSynonym(kept, at) {
      for (let start = Math.max(0, at - this.longest + 1); start <= at; start += 1) {
        const length = this.phraseAt(kept, start);
        if (start + length > at && (length > 1 || this.synonyms.has(inOne([kept[start]])))) return true;
      }
      return false;
    }

    *texts() {
      for (const result of this.listed) yield* [result.title, result.text, ...result.keywords];
    }

    begins(word) {
      return this.index.begunBy(word).size > 0;
    }

    /* The number of words from an index on that belong together: a phrase with synonyms, or one word typed as two. */
    phraseAt(kept, at) {
      for (let length = Math.min(this.longest, kept.length - at); length > 1; length -= 1) {
        const phrase = kept.slice(at, at + length);
        if (this.synonyms.has(inOne(phrase)) || (length === 2 && this.index.isStem(stem(phrase.join(""))))) return length;
      }
      return 1;
    }

    /* A unit with its hits: as typed, joined to one word, begun, and by synonyms; undefined without hits. */
    unit(phrase, isLast, answer) {
      const parts = phrase.flatMap(word => word.split("-"));
      const alternatives = [];
      const search = (found, weight, instead = "") => {
        if (found.size) alternatives.push({ hits: ranked(found), weight, instead });
        return found.size;
      };
      search(this.withParts(parts), 1);
      if (parts.length > 1) search(this.withWord(parts.join("")), 1);
      if (isLast && !alternatives.length && parts.at(-1).length > 1) {
        const begun = inAll([...parts.slice(0, -1).map(part => this.withWord(part)), this.index.begunBy(parts.at(-1))]);
        if (search(begun, BEGUN)) answer.begun = parts.at(-1);
      }
      const typed = Math.max(0, ...alternatives.map(({ hits }) => hits.length)), isTyped = typed > 0;
      const synonyms = this.synonyms.get(inOne(phrase)) || [];
      for (const other of synonyms) search(this.withAll(other.words), isTyped ? SYNONYM : ONLY_SYNONYM, other.text);
      if (!alternatives.length && parts.length > phrase.length) search(this.withWord(parts.at(-1)), ONLY_SYNONYM, parts.at(-1)); /* the last part of a word with hyphens */
      [...parts, parts.join("")].forEach(part => answer.stems.add(stem(part)));
      if (!alternatives.length) return undefined;
      const hits = this.best(alternatives);
      const printed = [answer.typed, ...answer.meant.map(({ meant }) => meant)];
      return { typed: phrase.map(word => asPrinted(word, printed)).join(" "), hits, isTyped, rarity: this.rarity(typed || hits.size), forms: this.formsOf(parts, synonyms, isTyped) };
    }

    /* The results with a form of a word; with forms of some words; and with all words of a phrase, of which those with hyphens are also found without the hyphen, or with a space instead. */
    withWord(word) {
      return this.index.of(stem(word));
    }

    withParts(parts) {
      return inAll(parts.map(part => this.withWord(part)));
    }

    withAll(phrase) {
      return inAll(phrase.map(word => (word.includes("-") ? inAny([this.withWord(word.replaceAll("-", "")), this.withParts(word.split("-"))]) : this.withWord(word))));
    }

    /* The stems by which a passage has a unit, as typed or by a synonym. Of a word that nothing has, synonyms count as typed. */
    formsOf(parts, synonyms, isTyped) {
      const own = [parts, [parts.join("")]].map(words => ({ words, isTyped: true }));
      return [...own, ...synonyms.map(({ words }) => ({ words, isTyped: !isTyped }))].map(({ words, isTyped }) => ({ isTyped, roots: words.flatMap(word => word.split("-")).map(stem) }));
    }

    /* The weight of a word that a number of results have. */
    rarity(number) {
      return Math.log(1 + (this.results.size - number + 0.5) / (number + 0.5));
    }

    /* The best alternative of each result. A synonym is worth the less, the more results have any of the alternatives. */
    best(alternatives) {
      const all = this.rarity(new Set(alternatives.flatMap(({ hits }) => hits.map(({ result }) => result))).size);
      const best = new Map();
      for (const { hits, weight, instead } of alternatives) {
        const worth = instead ? weight * Math.min(1, all / this.rarity(hits.length)) : weight;
        for (const { result, score } of hits) {
          const entry = best.get(result);
          if (!entry || (entry.score < score * worth)) best.set(result, { score: score * worth, instead: entry && !entry.instead ? "" : instead });
        }
      }
      return best;
    }
  }

  /* Create a finder of all results. It adds them in portions, and yields to the browser between tasks. */
  async function finderOf(data) {
    const finder = new Finder(data);
    for (let at = 0, paused = performance.now(); at < finder.listed.length; at += PORTION) {
      finder.listed.slice(at, at + PORTION).forEach(result => finder.add(result));
      if (performance.now() - paused < AT_A_STRETCH) continue;
      await new Promise(done => { setTimeout(done); });
      paused = performance.now();
    }
    finder.index.finish();
    return finder;
  }

  globalThis.guidanceSearchQuery = finderOf;
})();
