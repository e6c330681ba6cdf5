// Filter bars that apply at once (htmx): short addresses, no question asked twice, the number found said aloud.

const filtersOf = (event) => event.detail.elt?.closest?.("form[data-filters]");
const regionOf = (form) => document.getElementById(form.dataset.filters);
const isHere = (path) => new URL(path, location.href).href === location.href;

document.addEventListener("htmx:configRequest", (event) => {
  if (!filtersOf(event)) return;
  for (const [name, value] of [...event.detail.formData.entries()]) {
    if (value === "") event.detail.formData.delete(name);
  }
});

// Leaving a text field reports a change that typing has applied already.
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = filtersOf(event);
  if (!form) return;
  const isPressed = event.detail.requestConfig.triggeringEvent?.type === "submit";
  if (!isPressed && isHere(event.detail.pathInfo.finalRequestPath)) event.preventDefault();
  else regionOf(form)?.setAttribute("aria-busy", "true");
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = filtersOf(event);
  if (form) regionOf(form)?.removeAttribute("aria-busy");
});

// The button pressed for what is already shown adds no step to "Back".
document.addEventListener("htmx:beforeHistoryUpdate", (event) => {
  const { history, requestConfig } = event.detail;
  if (requestConfig?.elt.matches("form[data-filters]") && isHere(history.path)) history.type = "replace";
});

document.addEventListener("htmx:afterSettle", (event) => {
  const form = document.querySelector(`form[data-filters="${CSS.escape(event.detail.target?.id ?? "")}"]`);
  if (!form) return;
  const region = regionOf(form);
  const said = region?.querySelector(".results-bar__count, .empty :is(h2, h3), .callout__title");
  const announcer = document.querySelector("[data-announcer]");
  if (said && announcer) announcer.textContent = said.textContent.trim().replace(/\s+/g, " ");
  // On a phone the results may be below the fold: whoever pressed the button wants to see them.
  const isPressed = event.detail.requestConfig?.triggeringEvent?.type === "submit";
  if (isPressed && region.getBoundingClientRect().top > innerHeight * 0.6) region.scrollIntoView();
});

// What htmx cannot show (an error, no network) the browser shows itself.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, (event) => filtersOf(event)?.submit());
}
