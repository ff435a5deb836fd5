// Works an exercise out again while its numbers change. `form[data-exercise]` is a GET form: without scripts its
// button loads the page anew; with them only `[data-results]` is fetched and replaced.
export function recalculate() {
  for (const form of document.querySelectorAll("form[data-exercise]")) {
    const button = form.querySelector("[data-without-scripts]");
    if (button) button.hidden = true;
    let waiting;
    let asked;
    const update = async () => {
      const results = document.querySelector(form.dataset.exercise || "[data-results]");
      if (!results || !form.checkValidity()) return;
      if (asked) asked.abort();
      asked = new AbortController();
      const url = new URL(form.action);
      url.search = new URLSearchParams(new FormData(form));
      url.hash = "";
      results.setAttribute("aria-busy", "true");
      try {
        const response = await fetch(url, {
          headers: { Accept: "text/html", "X-Fragment": "results" },
          credentials: "same-origin",
          signal: asked.signal,
        });
        if (response.ok) results.innerHTML = await response.text();
        results.removeAttribute("aria-busy");
      } catch (error) {
        // Without a line the last results stay; a newer question takes the place of an aborted one.
        if (error.name !== "AbortError") results.removeAttribute("aria-busy");
      }
    };
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(update, 250);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      update();
    });
  }
}
