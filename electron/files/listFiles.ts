/** Lists a project's files: by git where it can, by walking where not. Used by `projectFiles.ts`. */
import { listWithGit } from './processGit.ts'
import { walkFolder } from './walkFolder.ts'

export async function* listFiles(folder: string, signal: AbortSignal): AsyncGenerator<string[]> {
  let told = false
  try {
    for await (const batch of listWithGit(folder, signal)) {
      told = true
      yield batch
    }
    return
  } catch (error) {
    signal.throwIfAborted()
    // It began and broke off: half a list is no list, and walking now would tell everything twice.
    if (told) throw error
  }
  yield* walkFolder(folder, signal)
}
