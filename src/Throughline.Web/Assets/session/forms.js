// What a form holds, as far as it may be kept: no files, no passwords, no figures from an app. A code that was chosen from a list is kept.
const secret = (input) => ['password', 'file'].includes(input.type) || input.autocomplete === 'one-time-code' || input.name === 'Credential'

export const fieldsOf = (form) => {
  const fields = new URLSearchParams()
  const hidden = new Set([...form.elements].filter(secret).map((input) => input.name))
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && !hidden.has(name)) fields.append(name, value)
  }
  return fields
}

export const token = () => document.querySelector('[name="__RequestVerificationToken"]')?.value

export const post = (address, fields) => {
  if (!fields.has('__RequestVerificationToken')) fields.append('__RequestVerificationToken', token())
  return fetch(address, { method: 'POST', body: fields, redirect: 'error' })
}

export const typed = new WeakSet()
document.addEventListener('input', (event) => { if (event.target.form) typed.add(event.target.form) })
document.addEventListener('submit', (event) => typed.delete(event.target))
