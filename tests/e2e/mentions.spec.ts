/** Mentions of files as people write them: in any script, in the middle of a text, of anything the disk has. */
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, openProject, test, ui } from './test.ts'

test('a file is mentioned right behind words without spaces, and what stands behind stays', async ({
  page,
  skein
}) => {
  const id = await openProject(page, skein)
  const { path } = await skein.openProject()
  await mkdir(join(path, 'src'))
  await mkdir(join(path, 'dist'))
  await writeFile(join(path, '.gitignore'), 'dist/\n')
  await writeFile(join(path, 'src', 'tides.ts'), '')
  await writeFile(join(path, 'dist', 'built.js'), '')
  await writeFile(join(path, '한글.md'.normalize('NFD')), '')
  await symlink('src', join(path, 'linked'))
  await skein.api('GET', `/projects/${id}/files?query=`)
  const box = ui.message(page)
  const option = (name: RegExp) => page.getByRole('option', { name })

  await box.fill('请看然后改')
  for (let steps = 0; steps < 3; steps += 1) await page.keyboard.press('ArrowLeft')
  await page.keyboard.type('@tides')
  await expect(option(/tides\.ts/)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(box).toHaveValue('请看@src/tides.ts 然后改')
  await page.keyboard.type('me@tides')
  await expect(page.getByRole('listbox')).toHaveCount(0)

  await box.fill('')
  await page.keyboard.type('(@link')
  await expect(option(/linked/)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(box).toHaveValue('(@linked/')
  await expect(option(/tides\.ts/)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(box).toHaveValue('(@linked/tides.ts ')

  await box.fill('')
  await page.keyboard.insertText('@한글')
  await expect(option(new RegExp('한글'.normalize('NFD')))).toBeVisible()
  await page.keyboard.press('Escape')

  // What is not in the list, and is there: nothing is claimed but of the one that is not.
  const gone = page.getByText('There is no file src/gone.ts in this project.')
  await box.fill('@dist/built.js @SRC/Tides.ts를 @linked/tides.ts:3 @한글.md @src/gone.ts。')
  await expect(gone).toBeVisible()
  await box.fill('@dist/built.js @SRC/Tides.ts를 @linked/tides.ts:3 @한글.md')
  await expect(gone).toHaveCount(0)
  await expect(page.getByText(/There is no file|not in this project/)).toHaveCount(0)
})
