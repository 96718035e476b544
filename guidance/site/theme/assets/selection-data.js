/* Data of records for My selection: their cards and citations, in one script for each panel, pillar or source. They load once they are needed; scripts also load from a folder, where `fetch` fails. */
"use strict";
(() => {
  const here = document.currentScript.src;
  const loading = new Map();
  globalThis.guidanceSelectionRecords = {};

  /** Whether a script is there: one without records of its identifiers is not. A server says so, and a folder does. */
  function script(holder) {
    if (!loading.has(holder)) {
      const element = Object.assign(document.createElement("script"), { src: new URL(`selection/${holder}.js`, here).href });
      const loaded = new Promise((done, failed) => { [element.onload, element.onerror] = [done, failed]; });
      loaded.catch(() => loading.delete(holder));
      loading.set(holder, loaded);
      document.head.append(element);
    }
    return loading.get(holder);
  }

  /** The records with these identifiers, in their order; those that are unknown or withdrawn are left out. Raises an error if nothing loads. */
  async function load(identifiers) {
    const holders = [...new Set(identifiers.map((identifier) => identifier.replace(/-\d+$/, "")))];
    const results = await Promise.allSettled(holders.map(script));
    if (results.length && results.every(({ status }) => status === "rejected")) throw new Error("no records loaded");
    const records = new Map(holders.flatMap((holder) => (globalThis.guidanceSelectionRecords[holder] ?? []).map((record) => [record.id, record])));
    return identifiers.map((identifier) => records.get(identifier)).filter(Boolean);
  }

  /** The citations of records as text, one a line. */
  const citations = (records) => records.map(({ citation }) => citation).join("\n");

  globalThis.guidanceSelectionData = { citations, load };
})();
