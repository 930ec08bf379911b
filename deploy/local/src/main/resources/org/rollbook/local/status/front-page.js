// Keeps the page's figures fresh. The server wrote the same values by the same pointers.
"use strict";

const at = (status, pointer) =>
  pointer.slice(1).split("/").reduce((value, name) => value?.[name], status);

const shown = (value) =>
  value == null ? "–"
    : typeof value === "number" ? value.toLocaleString("en-US", { maximumFractionDigits: 2 })
    : value;

function fill(status) {
  for (const element of document.querySelectorAll("[data-at]")) {
    element.textContent = shown(at(status, element.dataset.at));
  }
  for (const element of document.querySelectorAll("[data-condition-at]")) {
    element.dataset.condition = at(status, element.dataset.conditionAt);
  }
}

async function refresh() {
  try {
    const answer = await fetch("status.json", { cache: "no-store" });
    fill(await answer.json());
  } catch {
    const phase = document.querySelector(".phase");
    phase.textContent = "stopped";
    phase.dataset.condition = "lost";
  }
  setTimeout(refresh, 2000);
}

setTimeout(refresh, 2000);
