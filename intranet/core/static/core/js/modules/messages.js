// Messages of the previous action: said once, and the good news leaves by itself. Also raises the toasts that an
// answer to htmx names in HX-Trigger: {"toast": {"text": "…", "level": "success", "undo": "/address/"}}.

const KEPT = "intranet-messages";
const SHORTEST = 8000;
const MS_PER_CHARACTER = 80;
const TICK = 500;

// A live region that is full when the page opens stays silent: the text goes into the empty one, later.
// Two messages of one moment are said together.
const unsaid = [];

function announce(text) {
  const announcer = document.querySelector("[data-announcer]");
  if (!announcer || !text) return;
  unsaid.push(text);
  setTimeout(() => { if (unsaid.length) announcer.textContent = unsaid.splice(0).join(" "); }, 300);
  // Whoever reads the page line by line must not meet the text twice.
  setTimeout(() => { announcer.textContent = ""; }, 10_000);
}

function dismiss(toast) {
  const hadFocus = toast.contains(document.activeElement);
  toast.remove();
  if (hadFocus) document.getElementById("content")?.focus({ preventScroll: true });
}

// Something to press, or bad news, waits for the person. Reading, pointing at it and another tab stop the clock.
function start(toast) {
  toast.querySelector("[data-toast-close]").hidden = false;
  if (toast.querySelector("form") || toast.dataset.message === "error") return;
  let left = Math.max(SHORTEST, toast.textContent.trim().length * MS_PER_CHARACTER);
  const clock = setInterval(() => {
    if (document.hidden || toast.matches(":hover, :focus-within")) return;
    left -= TICK;
    if (left > 0 && toast.isConnected) return;
    clearInterval(clock);
    toast.remove();
  }, TICK);
}

function raise({ text, value, level = "success", undo }) {
  const region = document.querySelector("[data-toasts]");
  const words = text ?? value;
  if (!region || !words) return;
  const source = region.querySelector(`template[data-level="${CSS.escape(level)}"]`) ?? region.querySelector("template");
  const toast = source.content.cloneNode(true).firstElementChild;
  const form = toast.querySelector("form");
  toast.querySelector("[data-message-text]").textContent = words;
  if (undo?.startsWith("/") && !undo.startsWith("//")) form?.setAttribute("action", undo);
  else form?.remove();
  region.append(toast);
  start(toast);
  announce(words);
}

function arrive() {
  const shown = [...document.querySelectorAll(":is(.messages, .toasts) > [data-message]")];
  for (const toast of document.querySelectorAll("[data-toasts] > [data-message]")) start(toast);
  announce(shown.map((message) => message.querySelector("[data-message-text]").textContent.trim()).join(" "));
}

function takeKept() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
    sessionStorage.removeItem(KEPT);
    return kept;
  } catch {
    return [];
  }
}

document.addEventListener("toast", (event) => raise(event.detail));
document.addEventListener("page:replaced", arrive);
document.addEventListener("click", (event) => {
  const toast = event.target.closest("[data-toast-close]")?.closest("[data-message]");
  if (toast) dismiss(toast);
});

arrive();
for (const message of takeKept()) raise(message);
