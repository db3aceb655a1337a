
"use strict";
{
  const element = (id) => document.getElementById(id);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const tools = element("tools");
  const chosen = (name) => tools.querySelector(`input[name=${name}]:checked`);

  const start = () => {
    const sections = { file: element("by-file"), code: element("by-code") };
    const filter = element("filter");
    const groups = all(".group");
    const lists = new Map();
    for (const group of sections.code.querySelectorAll(".group")) {
      const list = document.createElement("ol");
      list.className = "findings";
      group.querySelector(".where").replaceWith(list);
      lists.set(`#${group.id}`, list);
    }
    const findings = all(".findings > li").map((item) => ({
      item,
      file: item.parentElement,
      code: lists.get(item.querySelector("a").getAttribute("href")),
      severity: item.className,
      words: item.textContent.toLowerCase(),
    }));

    let shown = null;
    const view = () => {
      const wanted = chosen("view").value;
      if (wanted === shown) return;
      shown = wanted;
      for (const finding of findings) finding[wanted].append(finding.item);
      for (const [name, section] of Object.entries(sections)) section.hidden = name !== wanted;
      narrow();
      folded();
    };

    const narrow = () => {
      const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
      const severity = chosen("severity").value;
      const filled = new Set();
      let count = 0;
      for (const finding of findings) {
        const fits = (!severity || finding.severity === severity) && words.every((word) => finding.words.includes(word));
        finding.item.hidden = !fits;
        if (fits) {
          filled.add(finding[shown]);
          count += 1;
        }
      }
      for (const group of groups) group.hidden = !filled.has(group.querySelector(".findings"));
      const total = findings.length.toLocaleString("en");
      element("count").textContent = count === findings.length ? `${total} shown` : `${count.toLocaleString("en")} of ${total} shown`;
      element("none").hidden = count > 0;
    };

    const unfolded = () => groups.some((group) => group.open && sections[shown].contains(group));
    const folded = () => {
      element("fold").textContent = unfolded() ? "Collapse all" : "Expand all";
    };

    const showAll = () => {
      filter.value = "";
      tools.querySelector("input[name=severity][value='']").checked = true;
      narrow();
    };

    // Rows out of sight have no height of their own yet: a place is right only once those around it are drawn.
    const settle = (target, frames = 40, still = 0, last = NaN) => {
      target.scrollIntoView();
      const { top } = target.getBoundingClientRect();
      const unmoved = Math.abs(scrollY + top - last) < 1 ? still + 1 : 0;
      if (frames && unmoved < 4) requestAnimationFrame(() => settle(target, frames - 1, unmoved, scrollY + top));
    };

    const follow = () => {
      const target = location.hash && element(decodeURIComponent(location.hash.slice(1)));
      if (!target || !target.classList.contains("group")) return;
      const wanted = sections.code.contains(target) ? "code" : "file";
      tools.querySelector(`input[name=view][value=${wanted}]`).checked = true;
      view();
      if (target.hidden) showAll();
      target.open = true;
      target.querySelector("summary").focus({ preventScroll: true });
      settle(target);
    };

    for (const group of groups) group.addEventListener("toggle", folded);
    filter.addEventListener("input", narrow);
    tools.addEventListener("change", () => {
      view();
      narrow();
    });
    element("clear").addEventListener("click", () => {
      showAll();
      filter.focus();
    });
    element("fold").addEventListener("click", () => {
      const open = !unfolded();
      for (const group of groups) if (sections[shown].contains(group)) group.open = open;
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      if (link && link.hash === location.hash) follow();
    });
    addEventListener("hashchange", follow);
    addEventListener("beforeprint", () => {
      for (const group of groups) group.open = true;
    });

    document.documentElement.classList.add("live");
    tools.hidden = false;
    view();
    follow();
  };

  if (tools) start();
}
