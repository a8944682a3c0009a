import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../clock.ts'
import { silentLog } from '../../log.ts'
import { Projects } from './projects.ts'
import { StoreDoor } from '../live/storeDoor.ts'

function made() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'skein-projects-')))
  const door = new StoreDoor({
    file: join(folder, 'skein.db'),
    clock: systemClock,
    log: silentLog,
    onLoss: () => undefined,
    onTrouble: () => undefined
  })
  onTestFinished(() => {
    door.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    folder,
    projects: new Projects({ door, isMissing: () => false, added: () => undefined, changed: () => undefined })
  }
}

test('a folder that a link of anybody names is looked up by its real path, and nothing is added', async () => {
  const { folder, projects } = made()
  mkdirSync(join(folder, 'here'))
  symlinkSync('here', join(folder, 'link'))
  expect(await projects.lookUp(join(folder, 'link'))).toEqual({ path: join(folder, 'here'), project: null })
  expect(projects.list()).toEqual([])
  const { project } = await projects.open(join(folder, 'here'))
  expect(await projects.lookUp(join(folder, 'link'))).toMatchObject({ project: { id: project.id } })
})

test.skipIf(process.platform === 'win32')(
  'what leads to another machine is refused before it is looked at, by its name or by a link on the way',
  async () => {
    const { folder, projects } = made()
    symlinkSync('/net/host/share', join(folder, 'far'))
    for (const path of ['/net/host/share', '//host/share', join(folder, 'far'), join(folder, 'far', 'x')]) {
      await expect(projects.lookUp(path)).rejects.toThrow('leads off this machine')
    }
  }
)

test('a folder that is not there is refused as such', async () => {
  const { folder, projects } = made()
  await expect(projects.lookUp(join(folder, 'nowhere'))).rejects.toThrow('There is no folder')
})
