/**
 * Mode, model and effort of a session that the server has: a choice shows at once and stays on screen, whatever older word of
 * the server still arrives, until the server has answered. It is told one choice after the other, and of those that
 * wait only what was chosen last.
 */
import { failureOf } from '../connection/requestFailure.ts'
import { foldSummary, withFacts, withProblem } from './sessionData.ts'
import type { Choice, SessionData } from './sessionData.ts'

interface ChoiceStage {
  readonly current: () => SessionData | null
  readonly change: (changed: (session: SessionData) => SessionData) => void
  /** Rejects when the server refuses, or is not there. */
  readonly send: (projectId: string, sessionId: string, choice: Choice) => Promise<unknown>
}

export interface ChoicePart {
  /** Resolves when the server knows it, or has refused it: then it is taken back, and the session's `error` says why. */
  readonly choose: (choice: Choice) => Promise<void>
  /** Whether the server knows all that was chosen for the session on screen, as soon as that is settled. */
  readonly choicesTold: () => Promise<boolean>
}

/** Of one session: what the server is not told yet, and the telling, which resolves with whether all was taken. */
interface Telling {
  waiting: Choice | null
  readonly done: Promise<boolean>
}

export function createChoicePart({ current, change, send }: ChoiceStage): ChoicePart {
  const tellings = new Map<string, Telling>()

  function changeOf(sessionId: string, changed: (session: SessionData) => SessionData): void {
    change((session) => (session.id === sessionId ? changed(session) : session))
  }

  async function tellAll(projectId: string, sessionId: string, first: Choice): Promise<boolean> {
    let isAllTaken = true
    for (let choice: Choice | null = first; choice !== null; choice = takeWaiting(sessionId)) {
      const told = choice
      try {
        await send(projectId, sessionId, told)
        changeOf(sessionId, (session) => withoutChoice(foldSummary(session, told), told))
      } catch (thrown) {
        isAllTaken = false
        changeOf(sessionId, (session) => withProblem(withoutChoice(session, told), failureOf(thrown)))
      }
    }
    tellings.delete(sessionId)
    return isAllTaken
  }

  function takeWaiting(sessionId: string): Choice | null {
    const telling = tellings.get(sessionId)
    if (telling === undefined) return null
    const { waiting } = telling
    telling.waiting = null
    return waiting
  }

  return {
    choose: async (choice) => {
      const session = current()
      if (session === null) return
      const { id, projectId, status } = session
      if (status !== 'created' || projectId === null) {
        change((now) => foldSummary(now, choice))
        return
      }
      change((now) => withFacts(now, { chosen: { ...now.chosen, ...choice } }))
      const telling = tellings.get(id) ?? null
      if (telling === null) tellings.set(id, { waiting: null, done: tellAll(projectId, id, choice) })
      else telling.waiting = { ...telling.waiting, ...choice }
      await tellings.get(id)?.done
    },
    choicesTold: () => tellings.get(current()?.id ?? '')?.done ?? Promise.resolve(true)
  }
}

/** What was chosen since stays. */
function withoutChoice(session: SessionData, told: Choice): SessionData {
  const { permissionMode, model, effort } = session.chosen
  return withFacts(session, {
    chosen: {
      ...(permissionMode === undefined || permissionMode === told.permissionMode ? null : { permissionMode }),
      ...(model === undefined || model === told.model ? null : { model }),
      ...(effort === undefined || effort === told.effort ? null : { effort })
    }
  })
}
