// Buttons that copy: data-copy="text", or data-copy-address for the address of the page (or of its #part).

const SHOWN_FOR = 2500;

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByHand(text);
  }
}

// Without https, or where the browser's policy forbids the clipboard, the old way still works.
function copiedByHand(text) {
  const active = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  field.readOnly = true;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  active?.focus();
  return done;
}

function textOf(button) {
  if (!("copyAddress" in button.dataset)) return button.dataset.copy;
  return new URL(button.dataset.copyAddress, location.href).href;
}

function say(button) {
  const label = button.querySelector("span");
  const words = button.dataset.copiedLabel;
  const announcer = document.querySelector("[data-announcer]");
  button.classList.add("is-copied");
  if (words && announcer) announcer.textContent = words;
  if (words && label && !button.dataset.label) {
    button.dataset.label = label.textContent;
    label.textContent = words;
  }
  setTimeout(() => {
    button.classList.remove("is-copied");
    if (announcer?.textContent === words) announcer.textContent = "";
    if (!button.dataset.label) return;
    label.textContent = button.dataset.label;
    delete button.dataset.label;
  }, SHOWN_FOR);
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-copy-address]");
  if (button && (await copied(textOf(button)))) say(button);
});
