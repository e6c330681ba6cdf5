// What the person does with the suggestions of search-suggestions.js: the combobox of ARIA 1.2, the list by its options.

const formOf = (node) => node.closest?.("form[data-suggestions]");
const tell = (form, what, detail) => form.dispatchEvent(new CustomEvent(`suggestions:${what}`, { bubbles: true, detail }));
const optionsOf = (form) => [...form.querySelectorAll(".suggestions [role=option]")];
const activeOf = (form) => form.querySelector(".suggestions [aria-selected=true]");

function choose(form, field, option) {
  activeOf(form)?.setAttribute("aria-selected", "false");
  if (!option) return field.removeAttribute("aria-activedescendant");
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  return field.setAttribute("aria-activedescendant", option.id);
}

// Past either end stands the field itself, with nothing chosen.
function move(form, field, key) {
  const options = optionsOf(form);
  const at = options.indexOf(activeOf(form));
  const last = options.length - 1;
  const next = { Home: 0, End: last, ArrowDown: at === last ? -1 : at + 1, ArrowUp: at < 0 ? last : at - 1 };
  choose(form, field, options[next[key]]);
}

function forget(form, which) {
  const list = form.querySelector("[data-forget-url]");
  const body = new FormData();
  body.set("csrfmiddlewaretoken", list.dataset.token);
  body.set("podpowiedzi", "1");
  body.set(which === "wszystkie" ? which : "usun", which === "wszystkie" ? "1" : which);
  form.querySelector(".search__input").focus();
  tell(form, "ask", new Request(list.dataset.forgetUrl, { method: "POST", body }));
}

document.addEventListener("keydown", (event) => {
  const field = event.target;
  const form = field.matches?.("[data-suggestions] .search__input") && formOf(field);
  if (!form || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const { key } = event;
  const isArrow = key === "ArrowDown" || key === "ArrowUp";
  const active = activeOf(form);
  if (field.getAttribute("aria-expanded") !== "true") {
    if (!isArrow) return;
    tell(form, "ask");
  } else if (isArrow || (active && (key === "Home" || key === "End"))) {
    move(form, field, key);
  } else if (key === "Enter" && active) {
    active.click();
  } else if (key === "Delete" && active?.dataset.search) {
    forget(form, active.dataset.search);
  } else if (key === "Escape") {
    // Only the list closes; what was typed stays.
    tell(form, "close");
    event.stopPropagation();
  } else {
    if (key === "ArrowLeft" || key === "ArrowRight") choose(form, field, null);
    return;
  }
  event.preventDefault();
}, true);

document.addEventListener("click", (event) => {
  const form = formOf(event.target);
  const button = form && event.target.closest("[data-forget]");
  if (button) forget(form, button.dataset.forget);
  else if (form && event.target.matches(".search__input[aria-expanded=false]") && !event.target.value) tell(form, "ask");
  for (const other of document.querySelectorAll("form[data-suggestions]:has([aria-expanded=true])")) {
    if (other !== form) tell(other, "close");
  }
});

// The field keeps the focus while the list is pressed.
document.addEventListener("mousedown", (event) => {
  if (event.target.closest(".suggestions")) event.preventDefault();
});

// A page restored by "Back" shows no list of before.
window.addEventListener("pagehide", () => {
  for (const form of document.querySelectorAll("form[data-suggestions]:has([aria-expanded=true])")) tell(form, "close");
});
