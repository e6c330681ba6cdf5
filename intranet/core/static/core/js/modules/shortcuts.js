// "/" goes to the search, as in most programs; never while somebody types. Whoever speaks to the computer, or leans on
// its keys, turns it off in the user menu (WCAG 2.1.4); the choice is kept in this browser.

const KEPT = "intranet-shortcuts";
const OFF = "off";
let isOn = true;

function remember() {
  try {
    if (isOn) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, OFF);
  } catch {
    // Storage is forbidden: the choice lasts until the next page.
  }
}

function take(kept) {
  isOn = kept !== OFF;
  for (const box of document.querySelectorAll("[data-shortcuts-switch]")) box.checked = isOn;
}

try {
  take(localStorage.getItem(KEPT));
} catch {
  take(null);
}

const isTypedIn = (element) => element?.closest?.("input, textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (!isOn || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (isTypedIn(event.target)) return;
  const field = document.querySelector("main .search__input") ?? document.querySelector(".header .search__input");
  if (!field || field.offsetParent === null) return;
  event.preventDefault();
  field.focus();
  field.select();
});

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-shortcuts-switch]")) return;
  isOn = event.target.checked;
  remember();
  take(isOn ? null : OFF);
});

// Another tab has switched.
window.addEventListener("storage", (event) => {
  if (event.key === KEPT || event.key === null) take(event.key && event.newValue);
});
