// What works with scripts alone is shown from the first paint on, so that nothing jumps when it appears.
document.documentElement.dataset.scripts = "";

// Put the person's theme on the page before its first paint; without a choice the system decides.
try {
  const chosen = localStorage.getItem("intranet-theme");
  if (chosen === "light" || chosen === "dark") {
    document.documentElement.dataset.theme = chosen;
  }
} catch {
  // Storage may be forbidden by the browser's policy; then the system's choice stays.
}
