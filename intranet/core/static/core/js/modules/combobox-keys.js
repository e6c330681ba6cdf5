// What the person does with a combobox of combobox.js.

const of = (node) => node.closest?.(".combobox")?.combobox;

function move(combobox, { key }) {
  const rows = [...combobox.list.querySelectorAll("[data-index]")];
  const at = rows.indexOf(combobox.active);
  const last = rows.length - 1;
  const next = { Home: 0, End: last, ArrowDown: at === last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1 };
  combobox.active = rows[next[key]];
}

document.addEventListener("keydown", (event) => {
  const combobox = event.target.matches("[role=combobox]") && of(event.target);
  if (!combobox || event.isComposing) return;
  const { key } = event;
  const isArrow = key === "ArrowDown" || key === "ArrowUp";
  if (!combobox.isOpen) {
    if (isArrow) {
      combobox.open();
      if (!combobox.active) move(combobox, event);
      event.preventDefault();
    }
  } else if (isArrow || key === "Home" || key === "End") {
    move(combobox, event);
    event.preventDefault();
  } else if (key === "Enter") {
    if (combobox.active) combobox.choose(Number(combobox.active.dataset.index));
    event.preventDefault();
  } else if (key === "Escape") {
    // Only the list closes: not the dialog or the menu around it.
    combobox.close();
    event.preventDefault();
    event.stopPropagation();
  }
}, true);

document.addEventListener("input", (event) => {
  if (event.target.matches("[role=combobox]")) of(event.target)?.open(event.target.value);
});

document.addEventListener("click", (event) => {
  const combobox = of(event.target);
  if (!combobox) return;
  const row = event.target.closest("[data-index]");
  if (row) combobox.choose(Number(row.dataset.index));
  else if (event.target.closest(".combobox__clear")) {
    combobox.choose([...combobox.select.options].findIndex((option) => !option.value));
    combobox.input.focus();
  } else if (event.target === combobox.input) {
    if (!combobox.isOpen) combobox.open();
  }
});

// The field keeps the focus while the list is pressed, so that leaving the field always means leaving.
document.addEventListener("mousedown", (event) => {
  if (event.target.closest(".combobox__list")) event.preventDefault();
});

document.addEventListener("focusin", (event) => {
  const combobox = of(event.target);
  if (event.target === combobox?.select) combobox.input.focus();
  if (event.target === combobox?.input) combobox.input.select();
});

document.addEventListener("focusout", (event) => {
  if (event.target.matches("[role=combobox]")) of(event.target)?.leave();
});

document.addEventListener("reset", (event) => {
  setTimeout(() => {
    for (const box of event.target.querySelectorAll(".combobox")) box.combobox?.close();
  });
});
