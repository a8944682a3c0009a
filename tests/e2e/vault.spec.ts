/** Copies of what was said: chosen with plain words, checked, read when the original is gone, and put back by one click. */
import AxeBuilder from '@axe-core/playwright'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { VaultState } from '../../shared/vault.ts'
import { leaveTranscript } from './foundSessions.ts'
import { expect, openProject, say, test } from './test.ts'

test('a session outlives its transcript, and comes back by one click', async ({ page, skein }) => {
  await openProject(page, skein)
  await say(page, 'help')
  const session = page.url()
  const id = session.slice(-36)
  const transcript = join(skein.folder, 'data', 'transcripts', `${id}.jsonl`)

  await page.goto(new URL('/settings', skein.url).href)
  const vault = page.getByRole('region', { name: 'Vault' })
  await expect(vault).toContainText('Nothing leaves this machine.')
  await vault.getByRole('switch', { name: 'Keep a copy of every session' }).click()
  await expect
    .poll(async () => VaultState.parse(await skein.api('GET', '/vault')).sessions, { timeout: 30_000 })
    .toBe(1)
  await page.reload()
  await vault.getByRole('button', { name: 'Check now' }).click()
  await expect(vault).toContainText('All is well: 1 session checked.')
  const { violations } = await new AxeBuilder({ page }).include('main').analyze()
  expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html ?? ''}`)).toEqual([])

  const said = await readFile(transcript)
  await rm(transcript)
  await page.goto(session)
  const banner = page.getByRole('status').filter({ hasText: 'no longer where its agent keeps it' })
  await expect(banner).toBeVisible()
  await expect(page.getByRole('log').getByText('help', { exact: true }).first()).toBeVisible()
  await banner.getByRole('button', { name: 'Restore from the vault' }).click()
  await expect(banner).toHaveCount(0)
  expect((await readFile(transcript)).equals(said)).toBe(true)
  await say(page, 'help')
})

for (const [answer, enabled] of [
  ['Keep copies', true],
  ['Not now', false]
] as const) {
  test(`the start page asks once whether copies are kept: “${answer}”`, async ({ page, skein }) => {
    await leaveTranscript(skein.folder, { cwd: skein.projectPath, prompt: 'Draw the tides', age: 2 })
    await skein.kill()
    await skein.startAgain()
    await page.goto(skein.link())
    const question = page.getByRole('region', { name: 'Keep a copy of everything that was said?' })
    await expect(question).toContainText('The vault would keep 1 session (')
    const { violations } = await new AxeBuilder({ page }).include('main').analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
    await question.getByRole('button', { name: answer }).click()
    await expect(question).toHaveCount(0)
    await page.reload()
    await expect(page.getByRole('link', { name: /Draw the tides/ })).toBeVisible()
    await expect(question).toHaveCount(0)
    expect(VaultState.parse(await skein.api('GET', '/vault'))).toMatchObject({ isChosen: true, enabled })
  })
}
