/** Why a session cannot simply go on, and what is safe to do about it: `GET …/sessions/:sessionId/resume`. */
import { z } from 'zod'

/** Why it cannot go on. */
export const ResumeTrouble = z.enum([
  /** Another program has it now. */
  'held',
  /** What was said in it is not where its agent keeps it. */
  'transcript_gone',
  /** The folder it works in is gone. */
  'folder_gone'
])
export type ResumeTrouble = z.infer<typeof ResumeTrouble>

/** What a person may do about it. */
export const ResumeChoice = z.enum([
  /** From the vault, where there is a copy: `POST /api/vault/restore`. */
  'restore',
  /** `POST …/resume/folder`. */
  'choose_folder',
  /** `POST …/take-over` with `fork`. */
  'fork',
  /** A new session whose draft holds what `GET …/resume/summary` says; nothing is sent. */
  'summarize'
])
export type ResumeChoice = z.infer<typeof ResumeChoice>

/** The answer of `GET …/resume`. */
export const SessionResume = z.object({
  /** Null: it can go on. */
  trouble: ResumeTrouble.nullable(),
  /** The best first; none where there is no trouble. */
  choices: z.array(ResumeChoice),
  /** Where its agent works, or worked. */
  folder: z.string()
})
export type SessionResume = z.infer<typeof SessionResume>

/**
 * `POST …/resume/folder`: the session works there from now on. An absolute path; 400 `not_a_folder` when there is no
 * folder, 409 `turn_running` while a turn runs. Answers with the summary.
 */
export const ChooseFolder = z.strictObject({ path: z.string().min(1).max(4096) })
export type ChooseFolder = z.infer<typeof ChooseFolder>

/** `GET …/resume/summary`: what was said and done, made here and without a model, for a person to read and send. */
export const ResumeSummary = z.object({
  /** The first words of a person; null when nobody said any. */
  first: z.string().nullable(),
  /** The last messages that say something, oldest first. */
  last: z.array(z.object({ role: z.enum(['user', 'assistant']), text: z.string() })),
  /** Paths of files that were edited, in the order of their first edit. */
  changed: z.array(z.string())
})
export type ResumeSummary = z.infer<typeof ResumeSummary>
