import { expect, it } from 'vitest'
import { readMetadata } from '../transcript/metadata.ts'
import { makeFolder, promptLine, toText } from '../transcript/testTranscript.ts'
import { damagedLines } from './damagedLines.ts'

it('says how many lines could not be read, and nothing when all could', async () => {
  const folder = await makeFolder()
  const told = async (text: string): Promise<string | null> => {
    const { checkpoint } = await readMetadata(await folder.write(text), null)
    return damagedLines(checkpoint)?.message ?? null
  }
  const whole = toText([promptLine('p', null)])
  expect(await told(whole)).toBe(null)
  expect(await told(`{"parentUuid":"x","isSi\n${whole}`)).toMatch(
    /^1 line of this transcript could not be read/
  )
  expect(await told(`{"parentUuid":"x","isSi\n${whole}{"type":"user",\n`)).toMatch(/^2 lines of/)
  expect(damagedLines(null)).toBe(null)
  await folder.remove()
})
