// A long <select data-searchable> becomes a text field and a list that narrows (ARIA 1.2); combobox-keys.js listens.

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ł", "l");

class Combobox {
  constructor(box) {
    // A page restored by "Back" may hold the parts already.
    if (!box.querySelector("[role=combobox]")) box.append(box.querySelector("template").content.cloneNode(true));
    this.select = box.querySelector("select");
    this.input = box.querySelector("[role=combobox]");
    this.list = box.querySelector("[role=listbox]");
    this.status = box.querySelector("[role=status]");
    this.clear = box.querySelector(".combobox__clear");
    this.name();
    this.close();
  }

  name() {
    const { select, input, list } = this;
    const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    Object.assign(input, { id: `${select.id}-search`, disabled: select.disabled });
    list.id = `${select.id}-list`;
    input.setAttribute("aria-controls", list.id);
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
    }
    if (select.required) input.setAttribute("aria-required", "true");
    if (label) {
      label.htmlFor = input.id;
      list.setAttribute("aria-label", label.firstChild.textContent.trim());
    }
    // The browser could not show its own complaint at a field that nobody sees; the server's will be shown.
    Object.assign(select, { tabIndex: -1, required: false }).setAttribute("aria-hidden", "true");
  }

  get isOpen() { return !this.list.hidden; }

  get active() { return this.list.querySelector(".is-active"); }

  set active(item) {
    this.active?.classList.remove("is-active");
    this.input.removeAttribute("aria-activedescendant");
    if (!item?.dataset.index) return;
    item.classList.add("is-active");
    this.input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  row(id, text, state) {
    const row = document.createElement("li");
    Object.assign(row, { id: `${this.select.id}-${id}`, textContent: text });
    for (const [name, value] of Object.entries({ role: "option", ...state })) row.setAttribute(name, value);
    return row;
  }

  open(query = "") {
    const words = fold(query).split(/\s+/).filter(Boolean);
    const rows = [...this.select.options]
      .filter((option) => option.value && !option.disabled && words.every((word) => fold(option.text).includes(word)))
      .map(({ index, text, selected }) => this.row(index, text, { "aria-selected": selected, "data-index": index }));
    const { found, none } = this.status.dataset;
    this.list.replaceChildren(...(rows.length ? rows : [this.row("none", none, { "aria-disabled": "true" })]));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.active = words.length ? rows[0] : this.list.querySelector("[aria-selected=true]");
    clearTimeout(this.saying);
    this.saying = setTimeout(() => { this.status.textContent = rows.length ? `${found} ${rows.length}` : none; }, 600);
  }

  close() {
    const chosen = this.select.selectedOptions[0];
    const canBeEmpty = [...this.select.options].some((option) => !option.value);
    clearTimeout(this.saying);
    this.status.textContent = "";
    this.active = null;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.value = chosen?.value ? chosen.text : "";
    this.clear.hidden = this.select.disabled || !canBeEmpty || !chosen?.value;
  }

  choose(index) {
    const changed = this.select.selectedIndex !== index;
    this.select.selectedIndex = index;
    this.close();
    if (changed) this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // Leaving takes what was written in full, empties what was emptied, and forgets the rest.
  leave() {
    const text = fold(this.input.value.trim());
    const same = [...this.select.options].findIndex((option) => (option.value ? fold(option.text.trim()) : "") === text);
    this.choose(same < 0 ? this.select.selectedIndex : same);
  }
}

const prepare = () => document.querySelectorAll(".combobox").forEach((box) => { box.combobox ??= new Combobox(box); });
for (const kind of ["htmx:load", "page:replaced"]) document.addEventListener(kind, prepare);
prepare();
