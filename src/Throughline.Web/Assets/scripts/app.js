import { createAll, initAll } from 'govuk-frontend'
import { Alert } from '@ministryofjustice/frontend/moj/components/alert/alert.mjs'
import { MultiSelect } from '@ministryofjustice/frontend/moj/components/multi-select/multi-select.mjs'
import { SortableTable } from '@ministryofjustice/frontend/moj/components/sortable-table/sortable-table.mjs'
import '../session/idle.js'
import { Leave } from '../session/leave.js'
import '../session/passkeys.js'
import '../shell/stack.js'

// GOV.UK sets these from an inline script; the content security policy allows none, so they are set here.
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) {
  document.body.classList.add('govuk-frontend-supported')
}

initAll()
for (const component of [Alert, MultiSelect, SortableTable, Leave]) {
  createAll(component)
}

// GOV.UK marks radios that reveal something with aria-expanded, which a radio may not carry (WCAG 4.1.2, ARIA 1.2).
const unmark = () => document.querySelectorAll('input[type="radio"][aria-expanded]').forEach((radio) => radio.removeAttribute('aria-expanded'))
unmark()
document.addEventListener('click', unmark)
window.addEventListener('pageshow', unmark)
