/** Opens a file of the project in the person's editor; says why when that fails. Never rejects. */
import { failureOf } from '../connection/requestFailure.ts'
import { openProjectFile } from '../stores/serverActions.ts'
import { showToast } from '../ui/Toasts.tsx'

/** @param path absolute, or relative to the project */
export async function openFile(projectId: string, path: string, line: number | null): Promise<void> {
  try {
    await openProjectFile(projectId, { path, ...(line === null ? null : { line }) })
  } catch (thrown) {
    showToast({ text: failureOf(thrown).message })
  }
}
