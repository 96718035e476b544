/* Place in the list of all records: Back and reload return to where the reader was, also where the records load later than the page. The history keeps the place. */
"use strict";
(() => {
  let waiting = 0;

  function keep() {
    clearTimeout(waiting);
    history.replaceState({ ...history.state, top: scrollY }, "");
  }

  /** Go to another address of the list, in a new entry of the history or in place of the current one. */
  function move(address, replaces) {
    if (replaces) {
      history.replaceState({ ...history.state }, "", address);
    } else {
      keep();
      history.pushState(null, "", address);
    }
  }

  const goBack = (state) => state?.top !== undefined && scrollTo({ top: state.top, behavior: "instant" });

  /** Return to the kept place once the list is `shown`; call `change` when the reader goes back or forward. */
  async function start(shown, change) {
    const { state } = history;
    history.scrollRestoration = "manual";
    addEventListener("popstate", async (event) => {
      clearTimeout(waiting);
      await change();
      goBack(event.state);
    });
    await shown;
    goBack(state);
    addEventListener("scroll", () => {
      clearTimeout(waiting);
      waiting = setTimeout(keep, 150);
    }, { passive: true });
    addEventListener("pagehide", keep);
  }

  globalThis.guidancePlace = { move, start };
})();
