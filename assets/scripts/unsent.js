// Answers that have not reached the server yet, kept on this device until they have.
import { newKey } from "./forms.js";

const SHELF = "academy.unsent";
const KEPT_FOR = 30 * 24 * 3600 * 1000;

// One entry for each address: the last state of a form is the one that counts.
export function keep(url, body) {
  const key = newKey();
  const fields = new URLSearchParams(body);
  // The form's own key stands for the page; each state of the form is a request of its own.
  fields.set("request", key);
  // So is an answer: with the id of an earlier state it would count as a repeat of that one.
  if (fields.has("answer")) fields.set("answer", key);
  const entry = { url, body: fields.toString(), key, at: Date.now() };
  write([...read().filter((other) => other.url !== url), entry]);
  return entry;
}

export function entries() {
  return read().filter((entry) => Date.now() - entry.at < KEPT_FOR);
}

function forget(entry) {
  write(read().filter((other) => other.key !== entry.key));
}

// "saved", "unsent" (try again later), "incomplete" (not an answer yet: the learner goes on typing) or "refused" (the
// server said no; asking again changes nothing).
export async function send(entry) {
  const body = new URLSearchParams(entry.body);
  const token = document.querySelector("input[name=csrf]");
  // The token of the page at hand: the kept one may belong to an older sign-in.
  if (token) body.set("csrf", token.value);
  let response;
  try {
    response = await fetch(entry.url, {
      method: "POST",
      body,
      headers: { Accept: "application/json", "Idempotency-Key": entry.key },
      credentials: "same-origin",
      redirect: "manual",
    });
  } catch {
    return "unsent";
  }
  // A redirect answers a form that was taken; whoever is not signed in gets 401.
  if (response.ok || response.type === "opaqueredirect") {
    forget(entry);
    return "saved";
  }
  if ([400, 409, 410, 413, 422].includes(response.status)) {
    forget(entry);
    return response.status === 422 ? "incomplete" : "refused";
  }
  return "unsent";
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(SHELF)) || [];
  } catch {
    return memory;
  }
}

function write(list) {
  memory = list;
  try {
    localStorage.setItem(SHELF, JSON.stringify(list));
  } catch {
    // Private windows may refuse; the answers stay in memory while the page is open.
  }
}

let memory = [];
