// One press ticks every box of a name that can be seen, and says how many are ticked; without it each is a press.
"use strict";

for (const button of document.querySelectorAll("[data-centang]")) {
  const name = button.dataset.centang, told = document.querySelector(`[data-jumlah="${name}"]`);
  const boxes = () => [...document.getElementsByName(name)];
  const count = () => { told.textContent = boxes().filter(box => box.checked).length || ""; };
  button.hidden = !boxes().length;
  button.addEventListener("click", () => {
    for (const box of boxes()) if (box.checkVisibility()) box.checked = true;
    count();
  });
  document.addEventListener("change", count);
}
