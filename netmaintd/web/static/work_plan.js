// The work plan's form: one tap for all devices of a location. Without this script each box is ticked by hand.
"use strict";

(() => {
  for (const list of document.querySelectorAll("fieldset.devices")) {
    const row = document.createElement("p");
    row.className = "actions";
    for (const [word, ticked] of [[list.dataset.all, true], [list.dataset.none, false]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "second";
      button.textContent = word;
      button.addEventListener("click", () => {
        for (const box of list.querySelectorAll("input[type=checkbox]")) box.checked = ticked;
      });
      row.append(button);
    }
    list.querySelector("legend").after(row);
  }
  // A link to a location opens it.
  const open = () => {
    const place = location.hash && document.getElementById(location.hash.slice(1));
    if (place instanceof HTMLDetailsElement) place.open = true;
  };
  addEventListener("hashchange", open);
  open();
})();
