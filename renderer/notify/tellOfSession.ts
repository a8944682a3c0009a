/** Says through the system what became of a session, and brings its window to it when it is clicked. */
import { sessionPath } from '../../shared/address.ts'
import { cutText } from '../../shared/cutText.ts'
import type { SessionSummary } from '../../shared/session.ts'
import { titleOf } from '../sidebar/titleOf.ts'
import { useProjectStore } from '../stores/projectStore.ts'
import { strings } from '../strings/strings.ts'
import type { AttentionReason } from '../../shared/attentionReason.ts'
import { printable } from '../transcript/tools/printable.ts'
import { notify } from './systemNotice.ts'

const LONGEST_TITLE = 160

export function tellOfSession(told: AttentionReason, session: SessionSummary): void {
  const agent =
    useProjectStore.getState().agents.find(({ id }) => id === session.agent)?.name ?? session.agent
  const words = strings.settings.notifications
  const texts = { waiting: words.asks, finished: words.done, failed: words.failed }
  const text = texts[told](agent)
  // A whole page load: it is asked for from outside the app, and nothing lives in the page alone.
  notify(text, printable(cutText(titleOf(session), LONGEST_TITLE)), session.id, () =>
    window.location.assign(sessionPath(session.projectId, session.id))
  )
}
