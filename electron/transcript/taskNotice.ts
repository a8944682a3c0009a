/**
 * The notice that something the agent left running has ended. The record that tells it has an id of its own that
 * nobody is told while it happens, so the message is named after the task and what is said of it: the same while it
 * happens and when it is read again. Pure; used by `record.ts` and the Claude adapter.
 */
import { hash } from 'node:crypto'

export function taskNoticeId(taskId: string, summary: string): string {
  return `task:${taskId.slice(0, 100)}:${hash('sha1', summary, 'base64url').slice(0, 8)}`
}

const taskId = /^\s*<task-notification>\s*<task-id>([^<]{1,200})<\/task-id>/

/** Null for a text that names no task. */
export function taskNoticeIn(text: string, summary: string): string | null {
  const [, id = ''] = taskId.exec(text.slice(0, 1_000)) ?? []
  return id === '' ? null : taskNoticeId(id, summary)
}
