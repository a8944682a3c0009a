/** Findings as a text to give away. Not redacted: whoever hands it out does that. Pure. */
import type { Finding } from '../../shared/doctor.ts'
import type { DoctorWords } from '../../shared/words/en/doctor.ts'

export function reportText(findings: readonly Finding[], words: DoctorWords): string {
  return findings.map((finding) => findingText(finding, words)).join('\n')
}

function findingText({ id, state, sentence, detail }: Finding, words: DoctorWords): string {
  const lines = detail === '' ? [] : detail.split('\n').map((line) => `    ${line}`)
  return [`[${words.states[state]}] ${id}: ${sentence}`, ...lines].join('\n')
}
