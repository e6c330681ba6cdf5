// "/" goes to the search, as in most programs; never while somebody types.

const isTypedIn = (element) => element?.closest?.("input, textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (isTypedIn(event.target)) return;
  const field = document.querySelector("main .search__input") ?? document.querySelector(".header .search__input");
  if (!field || field.offsetParent === null) return;
  event.preventDefault();
  field.focus();
  field.select();
});
