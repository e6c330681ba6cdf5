// Buttons that open or close every <details> of a region at once: data-open-details="id", data-close-details="id".

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-open-details], [data-close-details]");
  if (!button) return;
  const isOpening = "openDetails" in button.dataset;
  const region = document.getElementById(button.dataset.openDetails ?? button.dataset.closeDetails);
  for (const details of region?.querySelectorAll("details") ?? []) details.open = isOpening;
});
