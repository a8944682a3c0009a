/** The login shell of the person: some take seconds, and the app must not. */
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { Project } from '../../shared/session.ts'
import { ask } from './guideSession.ts'
import { test } from './launch.ts'

test.skip(process.platform === 'win32', 'there is no login shell')

test('a shell that hangs does not keep the last session from its messages, wherever they are', async ({
  desktop
}) => {
  const folder = realpathSync(desktop.folder)
  const shell = join(folder, 'shell')
  const write = (script: string): void => {
    writeFileSync(shell, `#!/bin/sh\n${script}\n`)
    chmodSync(shell, 0o755)
  }
  // Only the shell knows that Claude Code's files are not where they usually are.
  const claude = join(folder, 'moved')
  write(`export CLAUDE_CONFIG_DIR='${claude}'; eval "$2"`)
  const app = await desktop.launch(undefined, { SHELL: shell })
  const page = await app.firstWindow()
  await expect(page).toHaveTitle(/Skein/)
  const path = join(folder, 'project')
  mkdirSync(path)
  const { id } = Project.parse(await ask(page, 'POST', '/api/projects', { path }))
  const sessionId = randomUUID()
  await ask(page, 'POST', `/api/projects/${id}/sessions`, { sessionId, agent: 'claude' })
  const transcripts = join(claude, 'projects', encodeProjectFolder(path))
  mkdirSync(transcripts, { recursive: true })
  const record = {
    type: 'user',
    uuid: randomUUID(),
    parentUuid: null,
    isSidechain: false,
    sessionId,
    cwd: path,
    version: '2.1.0',
    timestamp: '2026-11-01T08:00:00.000Z',
    message: { role: 'user', content: 'When does the tide turn?' }
  }
  writeFileSync(join(transcripts, `${sessionId}.jsonl`), `${JSON.stringify(record)}\n`)
  await page.goto(new URL(`/projects/${id}/chat/${sessionId}`, page.url()).href)
  const message = 'article[data-message]'
  await expect(page.locator(message)).toContainText('When does the tide turn?')
  await app.close()

  // Longer than it is waited for: then the usual place would be looked into, where there is nothing.
  write('exec sleep 30')
  const again = await desktop.launch(undefined, { SHELL: shell })
  await expect((await again.firstWindow()).locator(message)).toContainText('When does the tide turn?')
  await again.close()
})
