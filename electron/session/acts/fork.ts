/** Makes a new session of another one's beginning. Called by the steering routes. */
import { randomUUID } from 'node:crypto'
import { cutText } from '../../../shared/cutText.ts'
import { SessionId } from '../../../shared/ids.ts'
import type { MessageId, ProjectId } from '../../../shared/ids.ts'
import type { SessionSummary } from '../../../shared/session.ts'
import { wordsIn } from '../../../shared/words/languages.ts'
import type { LanguageCode } from '../../../shared/words/languages.ts'
import { Refusal } from '../../refusal.ts'
import type { Store } from '../../store/store.ts'
import type { SessionCatalog } from '../catalog/catalog.ts'
import { unknownMessage } from './chooseBranch.ts'
import { refuseOnlyRead } from './refuseOnlyRead.ts'
import { accountFor } from '../live/sessionPorts.ts'
import type { LocatedSession } from '../catalog/sessions.ts'

/** As long as a title may be. */
const longestTitle = 200

/**
 * A new session with everything up to and including a message, with the same agent, mode, model and effort. Refuses
 * with 404 `message_not_found`, and with 409 `cannot_fork` when the agent cannot, `agent_only_read` when nobody talks to it here.
 */
export async function forkSession(
  catalog: SessionCatalog,
  projectId: ProjectId,
  sessionId: SessionId,
  messageId: MessageId
): Promise<SessionSummary> {
  const located = catalog.locate(projectId, sessionId)
  refuseOnlyRead(located.agent)
  const {
    agent,
    permissionMode,
    model,
    effort = null,
    title,
    metadata
  } = catalog.sessions.get(projectId, sessionId)
  const forkTitle = titleOf(title ?? metadata.firstMessagePreview, catalog.language())
  await located.past.flushed()
  const { cwd } = located.stored
  const insert = (id: SessionId): void =>
    catalog.useStore((store) =>
      store.transaction(() => {
        store.sessions.insert({ id, projectId, agent, permissionMode, model, effort, cwd })
        store.sessions.change(id, { title: forkTitle })
      })
    )
  const id =
    located.agent.transcripts === null
      ? await copyOurs({ catalog, located, messageId, insert })
      : await copyOf(located, messageId, forkTitle)
  if (located.agent.transcripts !== null) await insertOrTakeBack(id, located, insert)
  const { past } = catalog.locate(projectId, id)
  const conversation = await located.past.conversationWith(messageId)
  if (conversation !== null) await past.beginAfter(located.past, conversation)
  const door = {
    use: <T>(work: (store: Store) => T): T => catalog.useStore(work),
    flush: () => catalog.flushStore()
  }
  await accountFor({ past, door, sessionId: id, previous: null })
  const session = catalog.sessions.get(projectId, id)
  catalog.sessions.tellChanged(session)
  return session
}

/** The row first: a transcript without one would lie there for ever, a row without a transcript goes at the next start. */
async function copyOurs(of: {
  readonly catalog: SessionCatalog
  readonly located: LocatedSession
  readonly messageId: MessageId
  readonly insert: (id: SessionId) => void
}): Promise<SessionId> {
  const { catalog, located, messageId, insert } = of
  const id = SessionId.parse(randomUUID())
  insert(id)
  try {
    if (!(await located.past.copyTo(id, messageId))) throw unknownMessage()
  } catch (error) {
    catalog.useStore((store) => store.sessions.remove(id))
    throw error
  }
  return id
}

async function copyOf(
  { agent, past, stored: { cwd } }: LocatedSession,
  messageId: MessageId,
  title: string
): Promise<SessionId> {
  if (!agent.fork) {
    throw new Refusal(409, 'cannot_fork', { agent: agent.name, why: 'no_middle' })
  }
  const conversation = await past.conversationWith(messageId)
  if (conversation === null) throw unknownMessage()
  return agent.fork({ sessionId: SessionId.parse(conversation), cwd, throughMessageId: messageId, title })
}

/** It has its id from the agent, so it cannot be the row first: without one the copy would lie among the agent's own for ever. */
async function insertOrTakeBack(
  id: SessionId,
  { agent }: LocatedSession,
  insert: (id: SessionId) => void
): Promise<void> {
  try {
    insert(id)
  } catch (error) {
    await agent.unfork?.(id)
    throw error
  }
}

function titleOf(original: string | null, language: LanguageCode): string {
  const { fork, untitled } = wordsIn(language).titles
  const title = original ?? untitled
  return `${cutText(title, longestTitle - fork.length)}${fork}`
}
