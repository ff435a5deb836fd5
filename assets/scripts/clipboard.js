// `button[data-copy="text"]`, with its answer in `[data-copied]`. Hidden where the clipboard is out of reach.
export function copyLinks() {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(new URL(button.dataset.copy, location.href).href);
      const said = button.parentElement.querySelector("[data-copied]");
      if (said) said.hidden = false;
    });
  }
}
