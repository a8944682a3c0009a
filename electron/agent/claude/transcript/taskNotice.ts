/**
 * The notice that something the agent left running has ended. The record that tells it has an id of its own that
 * nobody is told while it happens, so the message is named after the task and the run of it that ended, or, of programs
 * that name no runs, after what is said of it: the same while it happens and when it is read again. What is said may
 * differ, of an agent that failed for example. Pure; used by `userRecord.ts` and the Claude adapter.
 */
import { hash } from 'node:crypto'

export function taskNoticeId(taskId: string, runOrSummary: string): string {
  return `task:${taskId.slice(0, 100)}:${hash('sha1', runOrSummary, 'base64url').slice(0, 8)}`
}

const taskId = /^\s*<task-notification>\s*<task-id>([^<]{1,200})<\/task-id>/

/** Null for a text that names no task. `runId`: as the record names the run, which may tell of itself before it ends. */
export function taskNoticeIn(text: string, summary: string, runId: string | null): string | null {
  const head = text.slice(0, 1_000)
  const [, id = ''] = taskId.exec(head) ?? []
  if (id === '') return null
  return taskNoticeId(id, runId !== null && head.includes('<status>') ? runId : summary)
}
