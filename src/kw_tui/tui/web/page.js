// Keys go to the program once it is there; without this somebody has to click on it first.
window.addEventListener("load", () => {
  const watch = new MutationObserver(() => {
    if (document.body.classList.contains("-first-byte")) {
      watch.disconnect();
      document.querySelector(".xterm-helper-textarea")?.focus();
    }
  });
  watch.observe(document.body, { attributes: true, attributeFilter: ["class"] });
});
