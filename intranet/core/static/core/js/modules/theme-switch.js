// The switch of the user menu: automatic, light, dark; kept in this browser.

const KEY = "intranet-theme";

function remember(theme) {
  try {
    if (theme) localStorage.setItem(KEY, theme);
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is forbidden: the choice lasts until the next page.
  }
}

function show(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === theme));
  }
}

for (const section of document.querySelectorAll("[data-needs-script], [data-theme-switch]")) {
  section.hidden = false;
}
show(document.documentElement.dataset.theme ?? "");

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-choice]");
  if (!button) return;
  remember(button.dataset.themeChoice);
  show(button.dataset.themeChoice);
});

// Another tab has switched.
window.addEventListener("storage", (event) => {
  if (event.key === KEY) show(event.newValue ?? "");
});
