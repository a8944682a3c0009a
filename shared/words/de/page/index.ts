/** Every German sentence people read, one file for each part of the interface. */
import type { PageWords } from '../../en/page/index.ts'
import { app } from './app.ts'
import { held } from './held.ts'
import { vault } from './vault.ts'
import { home } from './home.ts'
import { shell } from './shell.ts'
import { banner } from './banner.ts'
import { session } from './session.ts'
import { tool } from './tool.ts'
import { composer } from './composer.ts'
import { panes } from './panes.ts'
import { permission } from './permission.ts'
import { failure } from './failure.ts'
import { sentences } from './sentences.ts'
import { doctor } from './doctor.ts'
import { find } from './find.ts'
import { time } from './time.ts'
import { keys } from './keys.ts'
import { actions } from './actions.ts'
import { palette } from './palette.ts'
import { search } from './search.ts'
import { settings } from './settings.ts'
import { steering } from './steering.ts'
import { meters } from './meters.ts'
import { markdown } from './markdown.ts'
import { updates } from './updates.ts'
import { resume } from './resume.ts'
import { usage } from './usage.ts'
import { trust } from './trust.ts'
import { agents } from './agents.ts'

export const page: PageWords = {
  app,
  held,
  vault,
  home,
  shell,
  banner,
  session,
  tool,
  composer,
  panes,
  permission,
  failure,
  sentences,
  doctor,
  find,
  time,
  keys,
  actions,
  palette,
  search,
  settings,
  steering,
  meters,
  markdown,
  updates,
  resume,
  usage,
  trust,
  agents
}
