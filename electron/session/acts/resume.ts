/**
 * Whether a session can go on, and what helps where it cannot: the facts of it, another folder to work in, and what was
 * said in it in short. Called by `server/routes/resume.ts`. Nothing here sends or begins anything.
 */
import { cutText } from '../../../shared/cutText.ts'
import type { ResumeSummary, SessionResume } from '../../../shared/resume.ts'
import type { SessionMessage, SessionMetadata, SessionSummary } from '../../../shared/session.ts'
import type { SessionCatalog } from '../catalog/catalog.ts'
import type { LocatedSession } from '../catalog/sessions.ts'
import { realFolder } from '../catalog/projects.ts'
import { resumeOf } from '../decide/resume.ts'
import { wasThere } from '../past/countedFiles.ts'
import { hasTranscript, isFolder } from '../past/missing.ts'

/** Messages that are looked at from the end, at most. */
const LOOKED_AT = 200
/** Of them, those that are told. */
const TOLD = 6
/** Characters of a message that is told. */
const LONGEST = 1_200
const MOST_FILES = 50

/** Rejects with what the disk says. */
export async function readResume(catalog: SessionCatalog, located: LocatedSession): Promise<SessionResume> {
  const { stored, agent, project } = located
  const { heldBy, metadata } = catalog.sessions.get(project.id, stored.id)
  return resumeOf({
    isHeld: (heldBy ?? null) !== null,
    hasPast: metadata.messageCount > 0,
    hasTranscript: !(await isTranscriptGone(located, metadata)),
    folder: stored.cwd,
    folderIsThere: await isFolder(stored.cwd),
    canFork: agent.transcripts === null || agent.fork !== undefined
  })
}

/** What an agent that keeps its transcripts itself never wrote is not missed; ours are there from the first word on. */
async function isTranscriptGone(
  { agent, past, stored }: LocatedSession,
  metadata: SessionMetadata
): Promise<boolean> {
  const { conversation } = past
  const isExpected =
    agent.transcripts === null
      ? metadata.messageCount > 0
      : wasThere(stored.checkpoint, { sessionId: stored.id, conversation })
  return isExpected && !(await hasTranscript({ agent, past, cwd: stored.cwd }))
}

/** Lets the session work in another folder. Refuses with 400 `not_a_folder`, 400 `folder_unreadable`, 409 `turn_running`. */
export async function chooseFolder(
  catalog: SessionCatalog,
  { stored, project }: LocatedSession,
  path: string
): Promise<SessionSummary> {
  return catalog.moveSession(project.id, stored.id, await realFolder(path))
}

/** What was said and done, as far as it can still be read: nobody is asked, and no model. */
export async function summarize(catalog: SessionCatalog, located: LocatedSession): Promise<ResumeSummary> {
  const { project, stored, past } = located
  const { metadata } = catalog.sessions.get(project.id, stored.id)
  const messages: SessionMessage[] = []
  let before: string | undefined
  while (messages.length < LOOKED_AT) {
    const page = await past.page({ limit: 50, ...(before === undefined ? null : { before }) })
    messages.unshift(...page.messages)
    if (page.before === null || page.messages.length === 0) break
    before = page.before
  }
  return { first: metadata.firstMessagePreview, last: lastWords(messages), changed: changedFiles(messages) }
}

function lastWords(messages: readonly SessionMessage[]): ResumeSummary['last'] {
  const said = messages.flatMap(({ role, content, parentToolUseId }) => {
    if (role === 'system' || parentToolUseId !== undefined) return []
    const text = content.flatMap((block) => (block.type === 'text' ? [block.text.trim()] : [])).join('\n\n')
    return text === '' ? [] : [{ role, text: cutText(text, LONGEST) }]
  })
  return said.slice(-TOLD)
}

function changedFiles(messages: readonly SessionMessage[]): string[] {
  const paths = messages.flatMap(({ content }) =>
    content.flatMap((block) => {
      if (block.type !== 'tool_use' || block.kind !== 'edit' || block.subject === undefined) return []
      const path = isFields(block.input) ? block.input[block.subject] : undefined
      return typeof path === 'string' ? [cutText(path, LONGEST)] : []
    })
  )
  return [...new Set(paths)].slice(0, MOST_FILES)
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
