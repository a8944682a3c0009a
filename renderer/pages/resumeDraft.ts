/** What was said in a session that cannot go on, as a person would tell it to an agent that knows nothing of it. Pure. */
import type { ResumeSummary } from '../../shared/resume.ts'
import { strings } from '../strings/strings.ts'

export function resumeDraft({ first, last, changed }: ResumeSummary): string {
  const words = strings.resume
  const parts = [
    words.draftIntro,
    ...(first === null ? [] : [`${words.draftFirst}\n${quoted(first)}`]),
    ...(last.length === 0
      ? []
      : [
          `${words.draftLast}\n\n${last
            .map(({ role, text }) => `${words.draftRoles[role]}\n${quoted(text)}`)
            .join('\n\n')}`
        ]),
    ...(changed.length === 0
      ? []
      : [`${words.draftChanged}\n${changed.map((path) => `- ${path}`).join('\n')}`])
  ]
  return `${parts.join('\n\n')}\n\n`
}

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')
}
