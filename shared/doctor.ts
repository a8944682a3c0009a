/**
 * What the doctor found: whether everything Skein needs of this machine is there, each as a sentence with what can be
 * done about it. Told by `/api/doctor`, drawn by renderer/doctor.
 */
import { z } from 'zod'
import { Coded } from './errors.ts'
import { AgentId } from './ids.ts'
import { LanguageCode } from './words/languages.ts'

/** `unknown`: it could not be told, or nobody answered in time. */
export const FindingState = z.enum(['ok', 'warn', 'bad', 'unknown'])
export type FindingState = z.infer<typeof FindingState>

/** Folders of Skein's own that a person may want to look into. */
export const OwnFolder = z.enum(['data', 'logs', 'crashes'])
export type OwnFolder = z.infer<typeof OwnFolder>

/** What helps. The page has a button for each; none of them takes anything from the finding but what is here. */
export const FindingAction = z.discriminatedUnion('kind', [
  /** Of this agent; absent: of any that has one. */
  z.object({ kind: z.literal('choose_program'), agent: AgentId.optional() }),
  z.object({ kind: z.literal('open_folder'), folder: OwnFolder }),
  /** A command for a terminal. */
  z.object({ kind: z.literal('copy'), text: z.string().min(1) }),
  z.object({ kind: z.literal('open_settings') }),
  z.object({ kind: z.literal('try_again') })
])
export type FindingAction = z.infer<typeof FindingAction>

/** One thing that was looked at, good or bad. `sentence` is for a person, `id` for whoever compares two looks. */
export const Finding = z.object({
  /** `git`, `disk`, `agent:claude`, … the same at every look. */
  id: z.string().min(1),
  state: FindingState,
  /** In the language that was asked for. */
  sentence: z.string().min(1),
  /** Paths, versions, what an error said; empty when there is nothing to add. */
  detail: z.string(),
  /** What `detail` says, for who says it in another language. */
  why: Coded.optional(),
  actions: z.array(FindingAction)
})
export type Finding = z.infer<typeof Finding>

/** `GET /api/doctor?language=…`. */
export const DoctorQuery = z.object({ language: LanguageCode.default('en') })

/** `GET /api/doctor`: everything that was looked at. */
export const DoctorReport = z.object({
  findings: z.array(Finding),
  /** The same as text to give away: the home folder is `~`, what looks like a secret is masked. */
  text: z.string()
})
export type DoctorReport = z.infer<typeof DoctorReport>

/** `POST /api/doctor/open-folder`. */
export const OpenOwnFolder = z.object({ folder: OwnFolder })

/** `GET /api/diagnostics?language=…`: what would be saved, to be read first. */
export const Diagnostics = z.object({ id: z.uuid(), fileName: z.string().min(1), text: z.string() })
export type Diagnostics = z.infer<typeof Diagnostics>

/** `POST /api/diagnostics`: writes exactly the text that was shown under this id. */
export const SaveDiagnostics = z.object({ id: z.uuid(), path: z.string().min(1).max(4096) })
export type SaveDiagnostics = z.infer<typeof SaveDiagnostics>

const rank: Readonly<Record<FindingState, number>> = { bad: 0, warn: 1, unknown: 2, ok: 3 }

/** The worst first; those alike keep their order. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((one, other) => rank[one.state] - rank[other.state])
}
