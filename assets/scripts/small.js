// Escape closes what is open and gives the focus back to what opened it; a click elsewhere closes a menu.
export function closeOnEscape() {
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const inside = document.activeElement && document.activeElement.closest("details[open][data-closes]");
    const open = inside || document.querySelector("details[open][data-closes]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll("details.menu[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });
}

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

// `input[data-select-all]` in a table's head ticks every row, and shows half when only some are ticked.
export function selectAll() {
  for (const all of document.querySelectorAll("input[data-select-all]")) {
    const rows = Array.from(all.closest("table").querySelectorAll("tbody input[type=checkbox]"));
    const follow = () => {
      const ticked = rows.filter((row) => row.checked).length;
      all.checked = ticked > 0 && ticked === rows.length;
      all.indeterminate = ticked > 0 && ticked < rows.length;
    };
    all.hidden = false;
    all.addEventListener("change", () => {
      for (const row of rows) row.checked = all.checked;
    });
    for (const row of rows) row.addEventListener("change", follow);
    follow();
  }
}

// `select[data-submits]`: choosing is sending; its button is for those without scripts.
export function submitOnChange() {
  for (const select of document.querySelectorAll("select[data-submits]")) {
    const button = select.form.querySelector("[data-without-scripts]");
    if (button) button.hidden = true;
    select.addEventListener("change", () => select.form.requestSubmit());
  }
}
