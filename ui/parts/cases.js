const DAY = /(\d{4}-\d\d-\d\d)/;

// A table of cases. Every case number is a link, so that it opens in a new tab as well; a plain
// click anywhere on a row opens the case in this session, without loading the page again.
export default function ({ data, parentElement, setTriggerValue }) {
  const make = (name, text = "", attributes = {}) => {
    const one = document.createElement(name);
    one.textContent = text;
    for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
    return one;
  };
  const table = make("table", "", { "aria-label": data.label });
  const head = table.createTHead().insertRow();
  for (const text of data.heads) head.append(make("th", text, { scope: "col" }));
  const body = table.createTBody();
  for (const row of data.rows) {
    const line = body.insertRow();
    line.className = row.overdue ? "overdue" : "";
    row.cells.forEach((text, index) => {
      const cell = make("td", "", { "data-head": data.heads[index] });
      cell.className = text === "–" ? "empty" : "";
      if (index) {
        // Every second part is a day, which is not broken at its hyphens.
        text.split(DAY).forEach((part, at) => cell.append(at % 2 ? make("time", part) : part));
      } else {
        const address = `case?case=${encodeURIComponent(row.id)}`;
        cell.append(make("a", text, { href: address }));
      }
      line.append(cell);
    });
    line.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      setTriggerValue("opened", row.id);
    });
  }
  parentElement.querySelector(".cases").replaceChildren(table);
}
