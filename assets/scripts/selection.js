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
