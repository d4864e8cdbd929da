// Words selected in the text fill the form that ticked sentences fill without a script. Places are counted in UTF-16 units of the stored text,
// which is how JavaScript counts too; what carries data-aside is not part of the text.
const words = document.getElementById('words')
const form = document.getElementById('marking')
const start = form.querySelector('[data-start-field]')
const end = form.querySelector('[data-end-field]')
const chosen = form.querySelector('[data-chosen]')

function place (node, offset) {
  const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest('[data-start]')
  if (!paragraph || !words.contains(paragraph)) return null
  const range = document.createRange()
  range.setStart(paragraph, 0)
  range.setEnd(node, offset)
  const piece = range.cloneContents()
  piece.querySelectorAll('[data-aside]').forEach((aside) => aside.remove())
  return Number(paragraph.dataset.start) + piece.textContent.length
}

function textOf (range) {
  const piece = range.cloneContents()
  piece.querySelectorAll('[data-aside], .tl-words__number').forEach((aside) => aside.remove())
  const paragraphs = [...piece.querySelectorAll('[data-start]')]
  return (paragraphs.length > 0 ? paragraphs.map((p) => p.textContent).join(' … ') : piece.textContent).trim()
}

function edge (range, atStart) {
  const found = atStart ? place(range.startContainer, range.startOffset) : place(range.endContainer, range.endOffset)
  if (found !== null) return found
  // A triple click ends at the beginning of the next block: take the nearest paragraph inside the selection.
  const inside = [...words.querySelectorAll('[data-start]')].filter((p) => range.intersectsNode(p))
  const nearest = atStart ? inside[0] : inside.at(-1)
  if (!nearest) return null
  return atStart ? Number(nearest.dataset.start) : place(nearest, nearest.childNodes.length)
}

function show (text) {
  const quote = document.createElement('span')
  quote.className = 'tl-own-words'
  quote.textContent = `“${text.length > 300 ? text.slice(0, 300) + '…' : text}”`
  chosen.replaceChildren(quote)
  form.querySelector('[data-choose-first]')?.remove()
}

document.addEventListener('selectionchange', () => {
  const selection = document.getSelection()
  if (selection.rangeCount === 0 || selection.isCollapsed) return
  const range = selection.getRangeAt(0)
  if (!range.intersectsNode(words) || !words.contains(selection.anchorNode)) return
  const from = edge(range, true)
  const to = edge(range, false)
  const text = textOf(range)
  if (from === null || to === null || to <= from || text === '') return
  start.value = from
  end.value = to
  show(text)
  form.querySelectorAll('[name=Sentence]').forEach((box) => { box.checked = false })
  start.dispatchEvent(new Event('input', { bubbles: true }))
})

// What was selected before the page locked is given back as two places in the text.
const again = () => {
  if (start.value === '' || end.value === '' || chosen.textContent.trim() !== '') return
  const text = [...words.querySelectorAll('[data-start]')].map((paragraph) => {
    const plain = paragraph.cloneNode(true)
    plain.querySelectorAll('[data-aside]').forEach((aside) => aside.remove())
    const at = Number(paragraph.dataset.start)
    return plain.textContent.slice(Math.max(0, start.value - at), Math.max(0, end.value - at))
  }).filter((piece) => piece !== '').join(' … ')
  if (text !== '') show(text)
}
form.addEventListener('tl-filled', again)
again()

// Ticking a sentence takes back what was selected.
form.addEventListener('change', (event) => {
  if (event.target.name !== 'Sentence') return
  start.value = end.value = ''
  chosen.textContent = ''
})
