// An order question is a list in which each item has a list of places (`select`). With scripts the items move by
// buttons, whose words are in a `template[data-order-buttons]`, and the selects follow unseen.
export function orderByButtons() {
  for (const list of document.querySelectorAll("[data-order]")) enhance(list);
}

function enhance(list) {
  const template = list.parentElement.querySelector("template[data-order-buttons]");
  if (!template) return;
  const items = Array.from(list.children);
  items.sort((left, right) => place(left) - place(right));
  for (const item of items) {
    item.querySelector("select").hidden = true;
    item.append(template.content.cloneNode(true));
    const text = item.querySelector(".order-text").textContent.trim();
    for (const button of item.querySelectorAll("[data-move]")) {
      button.setAttribute("aria-label", `${button.getAttribute("aria-label")}: ${text}`);
    }
    list.append(item);
  }
  number(list);
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    move(button.closest("[data-order] > *"), button.dataset.move);
    number(list);
    (button.disabled ? button.parentElement.querySelector("button:not([disabled])") : button).focus();
    list.querySelector("select").dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function move(item, direction) {
  for (const other of item.parentElement.children) delete other.dataset.moved;
  item.dataset.moved = "yes";
  if (direction === "up" && item.previousElementSibling) item.previousElementSibling.before(item);
  if (direction === "down" && item.nextElementSibling) item.nextElementSibling.after(item);
}

function number(list) {
  const items = Array.from(list.children);
  items.forEach((item, index) => {
    const select = item.querySelector("select");
    select.value = String(index + 1);
    item.querySelector(".order-place").textContent = select.selectedOptions[0]?.textContent ?? "";
    item.querySelector("[data-move=up]").disabled = index === 0;
    item.querySelector("[data-move=down]").disabled = index === items.length - 1;
  });
}

function place(item) {
  return Number(item.querySelector("select").value) || Infinity;
}
