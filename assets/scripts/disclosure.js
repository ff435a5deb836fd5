// Escape closes what is open and gives the focus back to what opened it; a click elsewhere closes a menu or
// the outline.
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
    for (const open of document.querySelectorAll("details.menu[open], details.contents[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });
}
