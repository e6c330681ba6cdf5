// The password field: show what is written, say that Caps Lock is on.

for (const button of document.querySelectorAll("[data-reveal]")) {
  const field = document.getElementById(button.dataset.reveal);
  const label = button.querySelector("[data-reveal-label]");
  const texts = [label.textContent, button.dataset.hideLabel];
  button.hidden = false;
  button.addEventListener("click", () => {
    const reveal = field.type === "password";
    field.type = reveal ? "text" : "password";
    label.textContent = texts[Number(reveal)];
  });
  // A shown password must not stay in the browser's list of typed texts.
  field.form?.addEventListener("submit", () => {
    field.type = "password";
  });
}

for (const note of document.querySelectorAll("[data-caps-lock]")) {
  const field = document.getElementById(note.dataset.capsLock);
  for (const kind of ["keydown", "keyup"]) {
    field.addEventListener(kind, (event) => {
      // Password managers send key events without this method.
      note.firstElementChild.hidden = !event.getModifierState?.("CapsLock");
    });
  }
}
