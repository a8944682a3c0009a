/** Every failure a person may read is told in each language the page speaks: all codes there are, found in the code. */
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, test } from 'vitest'
import { createClaudeAgent } from '../../electron/agent/claude/claudeAgent.ts'
import {
  deathFailure,
  folderMissing,
  startFailure,
  writesLost
} from '../../electron/agent/claude/failures.ts'
import { actCodes } from '../../electron/agent/permissionAct.ts'
import { createGuideAgent } from '../../electron/agent/guide/guideAgent.ts'
import { systemClock } from '../../electron/clock.ts'
import { silentLog } from '../../electron/log.ts'
import { realFolder } from '../../electron/session/catalog/projects.ts'
import { lossTold } from '../../electron/session/recovery/rebuild.ts'
import { databaseRefusal } from '../../electron/store/databaseRefusal.ts'
import { apiFailure } from '../../electron/agent/claude/transcript/apiFailure.ts'
import type { Failure, Parameters } from '../../shared/errors.ts'
import { page as de } from '../../shared/words/de/page/index.ts'
import { page as en } from '../../shared/words/en/page/index.ts'
import { sentences as german } from '../../shared/words/de/page/sentences.ts'
import { sentences as english } from '../../shared/words/en/sentences.ts'
import type { SentenceCode } from '../../shared/words/en/sentences.ts'
import { Refusal } from '../../electron/refusal.ts'

const root = join(import.meta.dirname, '../..')

/** What no page is told, and why. */
const told = new Map([
  ['answer_withdrawn', 'a notice: `noticeWords`'],
  ['limit_near', 'a notice: `noticeWords`'],
  ['tool_denied', 'a notice: `noticeWords`'],
  ['several', 'asked in a box of the system: `desktop` of the words'],
  ['not_opened', 'told in a box of the system: `desktop` of the words'],
  ['string', 'a colour of code'],
  ['unexpected', 'a defect of the page: what was thrown is all there is']
])

/** What comes with a code: each of the things that share it. */
const samples: Partial<Record<SentenceCode, readonly Parameters[]>> = {
  agent_died: [
    { how: 'signal', signal: 'SIGKILL' },
    { how: 'exit', exitCode: 2 },
    { how: 'ended' },
    { how: 'not_started' }
  ],
  agent_not_found: [
    { why: 'missing' },
    { why: 'unsafe', file: '/x', place: '/', by: 'owner' },
    { why: 'chosen_unsafe', file: '/x', place: '/', by: 'group' },
    { why: 'chosen_missing', file: '/x' }
  ],
  agent_not_running: [{ reason: 'x' }],
  agent_only_read: [{}, { agent: 'Codex' }],
  agent_writes_lost: [
    { lost: 'settings', cause: 'quota' },
    { lost: 'session', cause: 'full' }
  ],
  bad_answer: [{ reason: 'x' }],
  bad_cursor: [{ of: 'list' }, { of: 'message' }, {}],
  bad_frame: [{}, { reason: 'x' }, { from: 'server', reason: 'x' }],
  bad_request: [
    { reason: 'x: expected string' },
    { what: 'address' },
    { what: 'too_deep' },
    { what: 'no_json' }
  ],
  body_too_large: ['question', 'request', 'draft'].map((what) => ({ what, most: '1 MB' })),
  cannot_fork: ['no_middle', 'moved', 'not_held', 'copy'].map((why) => ({
    why,
    agent: 'Claude Code',
    reason: 'x'
  })),
  cannot_rewind: ['not_yours', 'first_message', 'of_another', 'place_lost'].map((why) => ({
    why,
    agent: 'Guide'
  })),
  cannot_write: [
    { file: '' },
    ...['ENOENT', 'EACCES', 'EROFS', 'EISDIR', 'EIO'].map((error) => ({ file: '/x', error, reason: 'r' }))
  ],
  choice_not_stored: [{ cause: 'database_locked' }, { reason: 'x' }],
  crashed: [{ at: Date.UTC(2026, 1, 3), file: '/x' }],
  database: ['corrupt', 'locked', 'newer', 'not_writable', 'unreachable']
    .map((what) => ({ cause: `database_${what}` }))
    .concat([{ cause: 'disk_full' }]),
  database_not_writable: [{}, { reason: 'x' }],
  database_rebuilt: [
    { file: '' },
    { file: '/x', sessions: 3, unreadable: 0 },
    { file: '/x', sessions: 3, unreadable: 1 }
  ],
  disk_full: [{}, { of: 'export' }],
  editor_failed: [0, 1].map((chosen) => ({ program: 'vi', reason: 'x', chosen })),
  effort_not_known: [{ id: 'x' }],
  empty_message: [{}, { where: 'queue' }],
  file_not_found: ['gone', 'no_file', 'outside', 'network', 'device', 'drive', 'name'].map((why) => ({
    why,
    file: 'a b'
  })),
  folder_missing: [{ folder: '/x' }],
  folder_not_opened: [{ folder: '/x', reason: 'y' }],
  folder_unreadable: [{ path: '/x' }],
  no_folder: [{ folder: '/x' }],
  guide_failed: [{}, { reason: 'x' }],
  journal_damaged: [{ file: '/x' }, { title: '' }, { title: 'Build' }],
  journal_unavailable: ['full', 'read_only', 'other'].map((cause) => ({ cause, reason: 'x' })),
  key_unreadable: [{ reason: 'x' }],
  login_failed: [{ reason: 'x' }],
  mode_not_known: [{ id: 'x' }],
  mode_not_taken: [{ agent: 'Claude Code', wanted: 'auto', taken: 'default' }],
  model_silent: [{}, { model: 'a', other: 'b' }],
  not_a_folder: ['elsewhere', 'not_full', 'file', 'missing'].map((why) => ({ why, path: '/x' })),
  not_kept: [{ cause: 'full' }, { cause: 'read_only' }, { cause: 'other', reason: 'x', twice: 1 }],
  plugin_failed: [{ plugin: 'p', reason: 'x.' }],
  port_taken: [{ taken: 1, port: 2 }],
  queue_not_started: [{ cause: 'full' }],
  recovery_failed: [{ reason: 'x' }],
  request_failed: [{ status: 418 }],
  rule_not_stored: [{ cause: 'disk_full' }, { reason: 'x' }],
  session_not_found: [{}, { was: 'deleted' }],
  session_resumed: [{ since: Date.UTC(2026, 1, 3) }],
  transcript_damaged: [{ lines: 1 }, { lines: 12 }],
  transcript_not_written: [{ cause: 'full' }, { cause: 'read_only' }, { cause: 'other', reason: 'x' }],
  transcript_torn: [{ title: '' }, { title: 'Build' }],
  transcript_unreadable: [{ reason: 'x', file: '/x' }],
  turn_cut_off: [{ how: 'closed' }, { how: 'died', kept: 'all' }, { how: 'died', kept: 'part' }],
  unknown_agent: [{}, { agent: 'x' }],
  unknown_effort: [{ agent: 'Guide', effort: 'x' }, { effort: 'x' }],
  unknown_permission_mode: [{ agent: 'Guide', mode: 'x' }, { mode: 'x' }, { mode: 'x', of: 'any' }]
}

/** Each code with a place it stands at; what makes a failure without saying its code is listed as itself. */
async function codesInUse(): Promise<ReadonlyMap<string, string>> {
  const codes = new Map<string, string>()
  for await (const file of glob('{electron,renderer,shared}/**/*.{ts,tsx}', { cwd: root })) {
    if (/\.test\.tsx?$|[/\\](?:testing|strings)[/\\]|fake|sample/iu.test(file)) continue
    const text = await readFile(join(root, file), 'utf8')
    for (const [, code = ''] of text.matchAll(
      /(?:\bcode:\s*|\bnew Refusal\(\s*\d+,\s*|\brefused\(\s*|\brefuse\(\s*\d+,\s*|\bourFailure\(\s*|\bcode: z\.literal\()'([a-z_]+)'/gu
    ))
      codes.set(code, file)
  }
  return codes
}

it('every code there is has a sentence in English and in German', async () => {
  const codes = await codesInUse()
  expect(codes.size).toBeGreaterThan(70)
  const missing = [...codes].filter(
    ([code]) =>
      !told.has(code) &&
      !(Object.hasOwn(english, code) && Object.hasOwn(german, code)) &&
      !(Object.hasOwn(en.failure.refusals, code) && Object.hasOwn(de.failure.refusals, code))
  )
  expect(missing).toEqual([])
})

test('what the API refuses has one, too, whatever its code', () => {
  const words = [
    '',
    'API Error: 500',
    'Credit balance is too low',
    'Prompt is too long',
    'fetch failed',
    'OAuth token expired'
  ]
  const codes = [
    'unknown',
    'authentication_failed',
    'rate_limit',
    'overloaded',
    'server_error',
    'invalid_request',
    'model_not_found',
    'new_one'
  ]
  const kinds = new Set(codes.flatMap((code) => words.map((said) => apiFailure(code, said).code)))
  kinds.delete('usage_limit') // said with its time
  expect(Object.keys(de.failure.refusals)).toEqual(expect.arrayContaining([...kinds]))
})

it('each sentence holds what came with its code, in each language in words of its own', () => {
  for (const code of Object.keys(german).filter(isCode))
    for (const given of samples[code] ?? [{}]) {
      const [mine, other] = [english[code](given), german[code](given)]
      const asSentences = Array(2).fill(expect.stringMatching(/^\S.*[.:)\]x]$/su))
      expect([code, given, mine, other]).toEqual([code, given, ...asSentences])
      expect(mine).not.toBe(other)
      expect(`${mine}${other}`).not.toMatch(/undefined|null\b/u)
    }
})

it('what an older server leaves out is not made up', () => {
  for (const code of Object.keys(samples).filter(isCode))
    for (const sentences of [en.sentences, german])
      expect(sentences[code]?.({}) ?? '').not.toMatch(/undefined/u)
})

test('with what the server says comes all that a German sentence needs', async () => {
  const failures: Failure[] = [
    folderMissing('/gone'),
    writesLost({ error_code: 'EDQUOT', lost: ['transcript'] }),
    writesLost({ lost: ['settings'] }),
    deathFailure({ code: null, signal: 'SIGKILL' }, ''),
    deathFailure({ code: 3, signal: null }, ''),
    deathFailure({ code: null, signal: null }, ''),
    deathFailure({ code: 1, signal: null }, 'cannot be used with root'),
    startFailure(''),
    lossTold({ kind: 'damaged', movedTo: '/data/skein.db.damaged' }, null),
    lossTold({ kind: 'damaged', movedTo: '/x' }, { sessions: 2, unreadable: 3 }),
    lossTold({ kind: 'missing' }, { sessions: 2, unreadable: 0 }),
    lossTold({ kind: 'older' }, null),
    ...['SQLITE_BUSY', 'SQLITE_CORRUPT', 'SQLITE_FULL', 'EROFS', 'EIO'].flatMap((code) => {
      const refusal = databaseRefusal(Object.assign(new Error(code), { code }))
      return refusal === null ? [] : [refusal.toFailure()]
    }),
    await realFolder('relative').catch(failureOf),
    await realFolder(import.meta.filename).catch(failureOf),
    await realFolder(join(import.meta.dirname, 'nowhere')).catch(failureOf)
  ].filter((failure) => typeof failure !== 'string')
  expect(failures).toHaveLength(20)
  for (const { code, message, parameters = {} } of failures) {
    const sentence = isCode(code) ? german[code](parameters) : null
    expect([code, sentence]).toEqual([code, expect.any(String)])
    expect(sentence).not.toBe(message)
    for (const named of Object.values(parameters).filter((value) => String(value).startsWith('/')))
      expect(sentence).toContain(named)
  }
})

test('what an agent wants to be allowed is said in German, too, with what it would happen to', () => {
  expect(Object.keys(de.permission.acts)).toEqual(actCodes)
  for (const [code, say] of Object.entries(de.permission.acts)) {
    const [bare, full] = [say(), say('SUBJECT', 'SERVER')]
    expect([code, bare, full]).toEqual([
      code,
      expect.stringMatching(/^[A-Z]/u),
      expect.not.stringMatching(/undefined/u)
    ])
    expect([code, bare === full || full.includes('SUBJECT')]).toEqual([code, true])
  }
})

/** Both agents there are, as nobody has ever started them. */
const options = { env: {}, dataDir: '/nowhere', clock: systemClock, log: silentLog }
const claude = createClaudeAgent({ ...options, loginShell: () => Promise.resolve({}), moduleRoot: null })
const agents = [claude, createGuideAgent(options)]

test('what an agent and its models are is said in German, too', () => {
  expect(Object.keys(de.agents.descriptions)).toEqual(expect.arrayContaining(agents.map(({ id }) => id)))
  const described = agents.flatMap(({ options: { models } }) => models.map(({ describedAs }) => describedAs))
  expect(described).toHaveLength(3)
  expect(Object.keys(de.agents.models)).toEqual(expect.arrayContaining(described))
})

test('why an agent cannot run here, and what helps, each stand in a sentence of their own', async () => {
  claude.configure(() => ({ program: '/nowhere/claude' }))
  const readiness = await claude.check()
  expect(readiness).toMatchObject({
    ready: false,
    why: { code: 'agent_not_found', parameters: { why: 'chosen_missing', file: '/nowhere/claude' } }
  })
  expect(Object.keys(de.agents.readiness)).toEqual(['agent_not_found', 'agent_not_running'])
  for (const code of Object.keys(de.agents.readiness).filter(isCode))
    for (const given of samples[code] ?? []) {
      const words = de.agents.readiness[code]?.(given)
      expect([code, given, german[code](given)]).toEqual([code, given, `${words?.reason} ${words?.remedy}`])
    }
})

function failureOf(thrown: unknown): Failure {
  if (thrown instanceof Refusal) return thrown.toFailure()
  throw thrown
}

function isCode(code: string): code is SentenceCode {
  return Object.hasOwn(german, code)
}
