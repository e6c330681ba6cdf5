// A form with data-autosave="address" saves itself while it is written in. Files, and what the server says must wait,
// are left for its buttons. Without the script the buttons do the same.

const QUIET = 2000;
const LONGEST = 30000;
const state = new WeakMap();
let isLeaving = false;

const form = () => document.querySelector("form[data-autosave]");
const of = (one) => {
  if (!state.has(one)) state.set(one, { isDirty: false, isSending: false, isStopped: "autosaveStopped" in one.dataset });
  return state.get(one);
};

function say(one, words, { isFailing = false } = {}) {
  const shown = one.querySelector("[data-autosave-state]");
  shown.textContent = words;
  shown.closest("[role=group]").classList.toggle("is-failing", isFailing);
  // Spoken only when something is wrong: "saved" every few seconds would drown the text.
  one.querySelector("[data-autosave-status]").textContent = isFailing ? words : "";
}

async function save(one) {
  const now = of(one);
  clearTimeout(now.quiet);
  clearTimeout(now.longest);
  now.longest = null;
  if (!now.isDirty || now.isStopped || isLeaving) return;
  if (now.isSending) {
    now.quiet = setTimeout(save, QUIET, one);
    return;
  }
  const data = new FormData(one);
  for (const field of one.querySelectorAll("input[type=file]")) data.delete(field.name);
  Object.assign(now, { isSending: true, isDirty: false });
  say(one, one.dataset.saving);
  try {
    const answer = await fetch(one.dataset.autosave, { method: "POST", body: data, redirect: "error" });
    if (!answer.ok && answer.status !== 409) throw new Error(answer.status);
    const { words, opened } = await answer.json();
    if (opened) one.querySelector("[data-autosave-opened]").value = JSON.stringify(opened);
    now.isStopped = answer.status === 409;
    now.isDirty ||= now.isStopped;
    say(one, words, { isFailing: now.isStopped });
  } catch {
    now.isDirty = true;
    say(one, one.dataset.failed, { isFailing: true });
    now.quiet = setTimeout(save, LONGEST, one);
  }
  now.isSending = false;
  // A button pressed meanwhile waited, or it would find its own text as somebody else's.
  if (now.pressed) one.requestSubmit(now.pressed);
  now.pressed = null;
}

function changed(event) {
  const one = event.target.closest?.("form[data-autosave]");
  if (!one || event.target.type === "file") return;
  const now = of(one);
  now.isDirty = true;
  if (now.isStopped) return;
  if (!now.isSending) say(one, one.dataset.unsaved);
  clearTimeout(now.quiet);
  now.quiet = setTimeout(save, QUIET, one);
  now.longest ??= setTimeout(save, LONGEST, one);
}

for (const kind of ["input", "change"]) document.addEventListener(kind, changed);
document.addEventListener("focusout", (event) => {
  const one = event.target.closest?.("form[data-autosave]");
  if (one && of(one).isDirty) save(one);
});

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !event.target.matches("form[data-autosave]")) return;
  const now = of(event.target);
  if (!now.isSending) {
    isLeaving = true;
    return;
  }
  event.preventDefault();
  now.pressed = event.submitter;
});
window.addEventListener("pageshow", (event) => { if (event.persisted) isLeaving = false; });
window.addEventListener("beforeunload", (event) => {
  const one = form();
  if (one && !isLeaving && (of(one).isDirty || of(one).isSending)) event.preventDefault();
});
