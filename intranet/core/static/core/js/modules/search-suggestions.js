// Suggestions under the search field while one types, recent searches while it is empty; keys: search-suggestion-keys.js.

const WAIT = 150;
let asking = null;
let waiting = 0;
let saying = 0;

const panelOf = (form) => form.querySelector(".suggestions");
const fieldOf = (form) => form.querySelector(".search__input");

function prepare() {
  for (const form of document.querySelectorAll("form[data-suggestions]:not(:has(.suggestions))")) {
    const panel = document.createElement("div");
    panel.className = "suggestions";
    panel.hidden = true;
    form.append(panel);
    const field = fieldOf(form);
    const state = { role: "combobox", "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-expanded": "false" };
    for (const [name, value] of Object.entries(state)) field.setAttribute(name, value);
  }
}

function close(form) {
  [waiting, saying].forEach(clearTimeout);
  asking?.abort();
  panelOf(form).hidden = true;
  const field = fieldOf(form);
  field.setAttribute("aria-expanded", "false");
  for (const name of ["aria-activedescendant", "aria-controls"]) field.removeAttribute(name);
}

function show(form, html) {
  const panel = panelOf(form);
  const field = fieldOf(form);
  panel.innerHTML = html;
  const list = panel.querySelector("[role=listbox]");
  if (!list) return close(form);
  list.id = `${field.id}-suggestions`;
  list.querySelectorAll("[role=option]").forEach((option, index) => { option.id = `${list.id}-${index}`; });
  panel.hidden = false;
  field.setAttribute("aria-expanded", "true");
  field.setAttribute("aria-controls", list.id);
  field.removeAttribute("aria-activedescendant");
  clearTimeout(saying);
  saying = setTimeout(() => {
    const announcer = document.querySelector("[data-announcer]");
    if (announcer) announcer.textContent = list.dataset.found;
  }, 600);
}

async function ask(form, request) {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  try {
    const answer = await fetch(request, { signal, method: request.method, credentials: "same-origin" });
    const text = await answer.text();
    // After the session has ended the answer is the sign-in page, which is no list.
    const isList = answer.ok && new URL(answer.url).pathname === new URL(form.dataset.suggestions, location).pathname;
    if (signal.aborted) return;
    if (isList && form.contains(document.activeElement)) show(form, text);
    else close(form);
  } catch {
    if (!signal.aborted) close(form);
  }
}

function askFor(form, wait) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const address = new URL(form.dataset.suggestions, location);
    address.searchParams.set("q", fieldOf(form).value.trim());
    ask(form, new Request(address));
  }, wait);
}

document.addEventListener("input", ({ target }) => {
  if (target.matches("[data-suggestions] .search__input")) askFor(target.form, WAIT);
});

// Whoever comes to a field with words in it may only be passing: those get suggestions once they type.
document.addEventListener("focusin", ({ target }) => {
  for (const form of document.querySelectorAll("form[data-suggestions]")) {
    const isHere = target === fieldOf(form) || panelOf(form)?.contains(target);
    if (!isHere && fieldOf(form).getAttribute("aria-expanded") === "true") close(form);
  }
  if (target.matches("[data-suggestions] .search__input") && !target.value) askFor(target.form, 0);
});

for (const kind of ["htmx:load", "page:replaced"]) document.addEventListener(kind, prepare);
// What search-suggestion-keys.js wants.
document.addEventListener("suggestions:close", ({ target }) => close(target));
document.addEventListener("suggestions:ask", ({ target, detail }) => (detail ? ask(target, detail) : askFor(target, 0)));
prepare();
