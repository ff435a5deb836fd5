// Saves a form each time something in it changes (`form[data-autosave]`) and says so in `[data-save-state]`,
// whose words the server sent: one child for each state, `[data-when="saving|saved|unsent|incomplete|refused"]`.
import { entries, keep, send } from "./unsent.js";

const AGAIN = [2, 5, 15, 30, 60];
let tries = 0;
let timer;
let last = Promise.resolve();

export function autosave() {
  for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);
  addEventListener("online", retry);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-save-again]")) return;
    event.preventDefault();
    retry();
  });
  if (entries().length > 0) retry();
}

function watch(form) {
  let waiting;
  const save = () => {
    clearTimeout(waiting);
    // Half a question is not an answer yet.
    if (!form.checkValidity()) return;
    const body = new URLSearchParams(new FormData(form)).toString();
    deliver(keep(form.dataset.autosave || form.action, body));
  };
  form.addEventListener("change", save);
  form.addEventListener("input", (event) => {
    if (!event.target.matches("textarea, input:not([type=radio]):not([type=checkbox])")) return;
    clearTimeout(waiting);
    waiting = setTimeout(save, 800);
  });
}

// One after the other, so that an older state never overtakes a newer one.
function deliver(entry) {
  show("saving");
  last = last.then(async () => {
    if (!entries().some((kept) => kept.key === entry.key)) return;
    const outcome = await send(entry);
    if (entries().some((kept) => kept.url === entry.url && kept.key !== entry.key)) return;
    show(outcome);
    if (outcome === "unsent") {
      clearTimeout(timer);
      timer = setTimeout(retry, AGAIN[Math.min(tries, AGAIN.length - 1)] * 1000);
      tries += 1;
    } else {
      tries = 0;
    }
  });
  return last;
}

function retry() {
  clearTimeout(timer);
  for (const entry of entries()) deliver(entry);
}

function show(state) {
  for (const place of document.querySelectorAll("[data-save-state]")) {
    const dock = place.closest(".dock");
    place.dataset.saveState = state;
    if (dock) dock.toggleAttribute("data-unsent", ["unsent", "incomplete", "refused"].includes(state));
    for (const words of place.querySelectorAll("[data-when]")) words.hidden = words.dataset.when !== state;
  }
}
