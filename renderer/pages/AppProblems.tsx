/** What a person should know about the app itself, on pages that have no session. */
import { useSettingsStore } from '../stores/settingsStore.ts'
import { sentenceOf } from '../strings/sentenceOf.ts'
import { Banner } from '../ui/Banner.tsx'

export function AppProblems() {
  const problems = useSettingsStore((state) => state.problems)
  return problems.map((problem) => <Banner key={problem.message} tone="warn" text={sentenceOf(problem)} />)
}
