// A form is sent once, however often its button is pressed. The server sends a key with the form (`request`), so
// that a repeat that gets through all the same finds the first answer.
export function guardForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    const button = event.submitter || form.querySelector("button:not([type=button])");
    if (!button) return;
    button.dataset.waiting = "yes";
    button.setAttribute("aria-disabled", "true");
  });
  // Back to a page that the browser kept: its forms may be sent again, as new requests.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    for (const key of document.querySelectorAll("input[name=request], input[name=answer]")) key.value = newKey();
    for (const button of document.querySelectorAll("[data-waiting]")) {
      delete button.dataset.waiting;
      button.removeAttribute("aria-disabled");
    }
  });
}

// A form that came back begins with what is wrong, or with what somebody else changed.
export function goToErrors() {
  const summary = document.querySelector(".error-summary[tabindex], .late[tabindex]");
  if (summary) summary.focus();
}

// Random enough for a key; also where crypto.randomUUID is missing (old phones, plain HTTP).
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
