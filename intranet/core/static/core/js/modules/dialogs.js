// Dialogs are the browser's own. This opens them, puts the focus in, and gives it back to whoever opened them.
// A link that opens a dialog leads, without this script, to a page that does the same.

const openers = new WeakMap();
const FIELDS = ":is(input:not([type=hidden]), select, textarea):not(:disabled, [tabindex='-1'])";
let pressedOn;

const isTouched = (dialog) => [...dialog.querySelectorAll("input, textarea")].some((field) =>
  field.type === "checkbox" || field.type === "radio"
    ? field.checked !== field.defaultChecked
    : field.type !== "hidden" && field.value !== field.defaultValue);

function focusInside(dialog) {
  const first = dialog.querySelector("[autofocus]") ?? dialog.querySelector(`[data-dialog-body] ${FIELDS}`);
  (first ?? dialog.querySelector("[data-dialog-title]")).focus();
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog-open]");
  const dialog = opener && document.getElementById(opener.dataset.dialogOpen);
  if (dialog && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    openers.set(dialog, opener);
    if (!dialog.open) dialog.showModal();
    focusInside(dialog);
    return;
  }
  if (event.target.closest("[data-dialog-close]")) event.target.closest("dialog")?.close();
  // The backdrop belongs to the dialog itself; something half written is not lost to a stray click.
  const onBackdrop = event.target.matches("dialog[data-dialog][open]") && pressedOn === event.target;
  if (onBackdrop && !isTouched(event.target)) event.target.close();
});

document.addEventListener("pointerdown", (event) => {
  pressedOn = event.target;
});

// "close" does not bubble.
document.addEventListener("close", (event) => {
  const opener = openers.get(event.target);
  if (!opener) return;
  openers.delete(event.target);
  const goal = opener.isConnected ? opener : document.getElementById("content");
  goal?.focus();
}, true);

// A body that htmx loads starts empty each time.
document.addEventListener("htmx:beforeRequest", (event) => {
  const { target } = event.detail;
  const isOpening = event.detail.elt.matches("[data-dialog-open]");
  if (isOpening && target?.matches("[data-dialog-body]")) target.textContent = target.dataset.loading;
});
for (const kind of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(kind, (event) => {
    const { target } = event.detail;
    if (target?.matches("[data-dialog-body]")) target.textContent = target.dataset.failed;
  });
}
document.addEventListener("htmx:afterSettle", (event) => {
  const dialog = event.target.closest("dialog[data-dialog][open]");
  if (dialog && !dialog.querySelector("[data-dialog-body]").contains(document.activeElement)) focusInside(dialog);
});

// The server closes the dialog with the header HX-Trigger: dialog:close
document.addEventListener("dialog:close", () => {
  for (const dialog of document.querySelectorAll("dialog[data-dialog][open]")) dialog.close();
});
