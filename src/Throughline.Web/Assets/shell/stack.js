// On a phone a table of more than two columns is laid out as a card for each row, each value beside its heading; a wide table in a narrow
// frame is read through a slit. The roles say that it is a table still. Without a script it scrolls in its frame.
const nothing = (element) => !element || element.querySelector('.govuk-visually-hidden') !== null

const label = (cell, head) => {
  if (nothing(head) || !head.textContent.trim()) return
  cell.dataset.label = head.textContent.trim()
}

for (const table of document.querySelectorAll('.tl-scroll > table')) {
  const heads = [...table.tHead?.rows[0]?.cells ?? []]
  const rows = [...table.tBodies].flatMap((body) => [...body.rows])
  if (heads.length < 3 || table.tHead.rows.length > 1 || rows.some((row) => row.cells.length !== heads.length)) continue
  table.setAttribute('role', 'table')
  for (const group of [table.tHead, ...table.tBodies]) group.setAttribute('role', 'rowgroup')
  for (const row of table.rows) row.setAttribute('role', 'row')
  for (const head of heads) head.setAttribute('role', 'columnheader')
  for (const row of rows) {
    [...row.cells].forEach((cell, index) => {
      cell.setAttribute('role', cell.tagName === 'TH' ? 'rowheader' : 'cell')
      if (cell.tagName === 'TD') label(cell, heads[index])
    })
  }
  table.classList.add('tl-stack')
}
