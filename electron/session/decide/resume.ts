/** Why a session cannot simply go on and what is safe to do then. Pure; `acts/resume.ts` brings the facts. */
import type { ResumeChoice, SessionResume } from '../../../shared/resume.ts'

export interface ResumeFacts {
  readonly isHeld: boolean
  /** Something was said in it. */
  readonly hasPast: boolean
  readonly hasTranscript: boolean
  readonly folder: string
  readonly folderIsThere: boolean
  /** Its agent can go on in a copy. */
  readonly canFork: boolean
}

/** The trouble that comes first: what is mended first is told first. */
export function resumeOf(facts: ResumeFacts): SessionResume {
  const { isHeld, hasPast, hasTranscript, folder, folderIsThere, canFork } = facts
  if (hasPast && !hasTranscript)
    return { trouble: 'transcript_gone', choices: ['restore', 'summarize'], folder }
  if (!folderIsThere) {
    // A copy would work in the same folder.
    const choices: ResumeChoice[] = hasPast ? ['choose_folder', 'summarize'] : ['choose_folder']
    return { trouble: 'folder_gone', choices, folder }
  }
  if (isHeld) return { trouble: 'held', choices: hasPast && canFork ? ['fork', 'summarize'] : [], folder }
  return { trouble: null, choices: [], folder }
}
