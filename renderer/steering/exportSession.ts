/** Carries out an export: into a file the person names (desktop), or as a download (browser). */
import { cutText } from '../../shared/cutText.ts'
import { readBridge } from '../connection/skeinBridge.ts'
import { exportAsText, exportToFile } from '../stores/serverActions.ts'
import { downloadText } from '../ui/downloadText.ts'
import type { ExportRequest } from '../../shared/steering.ts'

const EXTENSIONS: Readonly<Record<ExportRequest['format'], string>> = {
  markdown: 'md',
  html: 'html',
  json: 'json'
}

const MEDIA_TYPES: Readonly<Record<ExportRequest['format'], string>> = {
  markdown: 'text/markdown',
  html: 'text/html',
  json: 'application/json'
}

/**
 * Answers where it was put, null when the person closed the system's dialog or the browser keeps that to
 * itself. Rejects with `RequestFailure` (a full disk, a folder that cannot be written).
 */
export async function exportSession(
  projectId: string,
  sessionId: string,
  title: string,
  wish: ExportRequest
): Promise<string | null> {
  const bridge = readBridge()
  if (bridge) {
    const path = await bridge.pickExportFile(`${fileNameFrom(title)}.${EXTENSIONS[wish.format]}`)
    return path === null ? null : (await exportToFile(projectId, sessionId, { ...wish, path })).path
  }
  const { fileName, text } = await exportAsText(projectId, sessionId, wish)
  downloadText({ fileName, text, mediaType: MEDIA_TYPES[wish.format] })
  return null
}

/** A title as a file name that every system takes. */
function fileNameFrom(title: string): string {
  const name = cutText(
    title
      .replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
      .replaceAll(/\s+/gu, ' ')
      .trim(),
    80
  ).replace(/[. ]+$/u, '')
  return name === '' ? 'session' : name
}
