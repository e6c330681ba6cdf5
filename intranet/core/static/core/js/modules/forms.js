// Forms: the error summary takes the focus, its links reach their fields, a form is sent once.

const showErrors = () => document.querySelector("[data-error-summary]")?.focus();
document.addEventListener("page:replaced", showErrors);
showErrors();

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a[href^='#']");
  if (!link) return;
  const target = document.getElementById(link.hash.slice(1));
  const field = target?.matches("input, select, textarea") ? target : target?.querySelector("input, select, textarea");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.closest(".field")?.scrollIntoView({ block: "nearest" });
});

// A slow directory or a large file must not tempt anybody to press twice.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.defaultPrevented || event.target.method !== "post" || !button?.classList.contains("button")) return;
  if (button.getAttribute("aria-busy") === "true") {
    event.preventDefault();
    return;
  }
  button.setAttribute("aria-busy", "true");
  if (button.dataset.busyLabel) {
    const label = button.querySelector("span");
    button.dataset.label = label.textContent;
    label.textContent = button.dataset.busyLabel;
  }
});

// "Back" may bring the page from memory, with its button still busy.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const button of document.querySelectorAll(".button[aria-busy='true']")) {
    button.removeAttribute("aria-busy");
    if (button.dataset.label) button.querySelector("span").textContent = button.dataset.label;
  }
});
