/** Puts a text on the clipboard and says so, or says that it could not be done. Never rejects. */
import { strings } from '../strings/strings.ts'
import { showToast } from './Toasts.tsx'

export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    showToast({ text: done })
  } catch {
    // The browser's own reason helps nobody.
    showToast({ text: strings.doctor.notCopied })
  }
}
