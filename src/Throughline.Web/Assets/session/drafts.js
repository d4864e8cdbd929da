import { fieldsOf, post } from './forms.js'

// <form data-draft="story:new"> is kept on the server a few seconds after each change, and says so.
const wait = 3000
const drafts = []

class Draft {
  constructor (form) {
    this.form = form
    this.state = form.querySelector('.tl-draft-state') ?? document.createElement('p')
    this.state.classList.add('tl-draft-state', 'govuk-body-s')
    this.state.setAttribute('role', 'status')
    if (!this.state.isConnected) (form.querySelector('.govuk-button-group') ?? form.querySelector('button'))?.before(this.state)
    form.addEventListener('input', () => this.changed())
    form.addEventListener('submit', () => { clearTimeout(this.timer); this.sent = true })
  }

  changed () {
    this.dirty = true
    this.say('Not saved yet')
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), wait)
  }

  async save () {
    clearTimeout(this.timer)
    if (!this.dirty || this.sent) return
    this.dirty = false
    const fields = fieldsOf(this.form)
    fields.append('__Draft', this.form.dataset.draft)
    try {
      const answer = await post('/drafts', fields)
      if (answer.status === 401) {
        this.dirty = true
        this.say('This page has locked. Your words are still here: open another tab, sign in there, then carry on.')
      } else {
        const told = await answer.json()
        this.say(answer.ok ? `Draft saved at ${told.savedAt}` : told.problem)
      }
    } catch {
      this.dirty = true
      this.say('Not saved: there is no connection. We will try again.')
      this.timer = setTimeout(() => this.save(), 4 * wait)
    }
  }

  say (text) {
    if (this.state.textContent !== text) this.state.textContent = text
  }
}

for (const form of document.querySelectorAll('form[data-draft]')) drafts.push(new Draft(form))

export const saveDrafts = () => Promise.allSettled(drafts.map((draft) => draft.save()))
