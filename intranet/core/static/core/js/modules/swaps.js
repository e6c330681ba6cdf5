// After htmx has put in a piece of the page: the piece is not busy any more, and the focus is not lost.

let lost = null;

const busy = (isBusy) => (event) => {
  const { target } = event.detail;
  if (isBusy) target?.setAttribute("aria-busy", "true");
  else target?.removeAttribute("aria-busy");
};
document.addEventListener("htmx:beforeRequest", busy(true));
document.addEventListener("htmx:afterRequest", busy(false));

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target } = event.detail;
  const focused = document.activeElement;
  lost = focused !== document.body && target?.contains(focused) ? { target, id: target.id } : null;
});

document.addEventListener("htmx:afterSettle", (event) => {
  // htmx itself returns to an element with the same id.
  const isLost = lost && (!document.activeElement || document.activeElement === document.body);
  const was = lost;
  lost = null;
  if (!isLost) return;
  const region = was.target.isConnected ? was.target : (document.getElementById(was.id) ?? event.target);
  const goal = region.querySelector("h1, h2, h3, h4") ?? region;
  if (!goal.matches("a[href], button, input, select, textarea, [tabindex]")) goal.tabIndex = -1;
  goal.focus({ preventScroll: true });
});
