/** A German window, by keyboard alone: what Skein and its guide say is German, notices and requests included. */
import { expect, openAnsweredProject, test } from './test.ts'

test.use({ locale: 'de-DE' })

test('in a German window the guide, its requests and the notices of Skein are German', async ({
  page,
  skein
}) => {
  await openAnsweredProject(page, skein)
  const transcript = page.getByRole('log')
  const message = page.getByRole('textbox', { name: 'Nachricht' })
  await expect(message).toBeFocused()
  await page.keyboard.type('/li')
  await expect(page.getByRole('option', { name: 'Einen Ordner auflisten' })).toBeVisible()
  await page.keyboard.press('Escape')
  await message.press('Control+a')

  await page.keyboard.type('list')
  await page.keyboard.press('Enter')
  await expect(transcript).toContainText('Ich liste . auf.')
  await expect(transcript).toContainText('. ist leer.')

  await page.keyboard.type('run echo hallo')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Anfrage um Erlaubnis: Ausführen: echo hallo')).toBeVisible()
  // A key right behind typing answers nothing.
  const allow = page.getByRole('button', { name: 'Einmal erlauben' })
  const answered = async (): Promise<string | null> => {
    if (await allow.isVisible()) await allow.press('Enter')
    return transcript.textContent()
  }
  await expect.poll(answered).toContain('Der Befehl ist fertig (Exit-Code 0).')

  await message.focus()
  await page.keyboard.type('say 5000 words')
  await page.keyboard.press('Enter')
  await expect(transcript).toContainText('Jedes Wort kommt für sich')
  await skein.kill()
  await skein.startAgain()
  await expect(transcript).toContainText('Skein endete, während der Agent arbeitete.')
  await expect(transcript).not.toContainText('Skein stopped')
})
