import type { Strings } from '../strings.ts'

export const failure: Strings['failure'] = {
  unreachable:
    'Skein erreicht seinen Server nicht. Vielleicht startet er gerade; versuche es gleich noch einmal.'
}
