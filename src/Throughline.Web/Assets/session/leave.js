import { ExitThisPage } from 'govuk-frontend'
import { saveDrafts } from './drafts.js'

// Leaves at once: the page is covered first, and drafts have a moment to be saved before the session locks.
export class Leave extends ExitThisPage {
  static moduleName = 'tl-leave'

  exitPage () {
    document.body.classList.add('govuk-exit-this-page-hide-content')
    this.$overlay = document.createElement('div')
    this.$overlay.className = 'govuk-exit-this-page-overlay'
    this.$overlay.setAttribute('role', 'alert')
    this.$overlay.textContent = this.i18n.t('activated')
    document.body.append(this.$overlay)
    const moment = new Promise((resolve) => setTimeout(resolve, 500))
    // In place of this page, so that the way back does not lead here.
    Promise.race([saveDrafts(), moment]).finally(() => location.replace(this.$button.href))
  }
}
