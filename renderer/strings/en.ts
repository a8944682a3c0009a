/**
 * Every English sentence people read. Components take their words from here and nowhere else, so
 * that a word changes in one place and another language is one more file of this type.
 */
export const en = {
  app: {
    name: 'Skein',
    tagline: 'A home on your own machine for the sessions you hold with coding agents.',
    loading: 'Loading',
    version: (version: string) => `Skein ${version}`,
    noEndpoint: 'This page does not know its server',
    noEndpointHint:
      'Skein prints a link when it starts. Open that link in this browser: it carries the key this page needs.',
    crashed: 'Something in this window broke',
    crashedHint: 'Your sessions are safe: they are kept by the server, not by this page. Reload to go on.',
    reload: 'Reload',
    notFound: 'There is nothing at this address',
    goHome: 'Go to your projects',
    retry: 'Try again',
    cancel: 'Cancel',
    save: 'Save',
    copy: 'Copy',
    copied: 'Copied',
    dismiss: 'Dismiss'
  },
  home: {
    title: 'Projects',
    firstRun:
      'Open a folder to begin. Nothing leaves this machine except what an agent sends to its own model.',
    openFolder: 'Open folder',
    opening: 'Opening…',
    pathLabel: 'Folder path',
    pathPlaceholder: '/home/you/code/project',
    pathHint: 'A full path on the machine Skein runs on.',
    pathMissing: 'Type the full path of a folder first.',
    recent: 'Recent projects',
    remove: (name: string) => `Remove ${name} from the list`,
    removeTitle: (name: string) => `Remove ${name}?`,
    removeBody: 'Removes it from Skein. Files stay where they are.',
    removeConfirm: 'Remove',
    agents: 'Agents on this machine',
    agentReady: 'Ready',
    agentNotReady: 'Not available'
  },
  shell: {
    sidebar: 'Projects and sessions',
    showSidebar: 'Show sidebar',
    hideSidebar: 'Hide sidebar',
    switchProject: 'Switch project',
    allProjects: 'All projects',
    newSession: 'New session',
    sessions: 'Sessions',
    noSessions: 'No sessions yet. The first message you send starts one.',
    moreSessions: 'Show older sessions',
    untitled: 'New session',
    actions: (title: string) => `Actions for ${title}`,
    rename: 'Rename',
    renameTitle: 'Rename session',
    renameLabel: 'Title',
    delete: 'Delete',
    deleteTitle: 'Delete this session?',
    deleteBody: (title: string) =>
      `“${title}” is removed from Skein together with its transcript. Files in the project stay as they are.`,
    deleteBodyOwn: (title: string, agent: string) =>
      `“${title}” is removed from Skein’s list. ${agent} keeps its own transcript, and files in the project stay as they are.`,
    running: 'Running',
    waiting: 'Waits for your permission',
    tokens: (count: string) => `${count} tokens`,
    messages: (count: number) => (count === 1 ? '1 message' : `${count} messages`),
    today: 'Today',
    yesterday: 'Yesterday',
    thisWeek: 'Last 7 days',
    connected: 'Connected',
    connecting: 'Connecting',
    offline: 'Not connected',
    idle: 'Local',
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    trust: 'Trust this project',
    untrust: 'Stop trusting this project',
    trustTitle: 'Trust this project?',
    trustBody:
      'Agents will load the settings this folder brings: CLAUDE.md, hooks and MCP servers. Hooks run commands without asking. Trust only folders whose content you know.'
  },
  banner: {
    creating: 'Creating session…',
    disconnected: 'Connection lost. You can go on writing; what you write stays here.',
    reconnecting: (attempt: number, limit: number) =>
      `Connection lost. Reconnecting, attempt ${attempt} of ${limit}…`,
    gaveUp: 'Skein could not reach its server. Your sessions are safe on disk.',
    reconnect: 'Reconnect'
  },
  session: {
    main: 'Session',
    transcript: 'Transcript',
    loadFailed: 'This session could not be loaded',
    loadingOlder: 'Loading older messages…',
    jumpToLatest: 'Jump to latest',
    you: 'You',
    system: 'Skein',
    sending: 'Sending…',
    sendFailed: 'Not sent.',
    sendAgain: 'Send again',
    discard: 'Discard',
    turnDone: (agent: string) => `${agent} has finished.`,
    turnFailed: (agent: string) => `${agent} could not finish.`,
    turnInterrupted: (agent: string) => `${agent} was stopped.`,
    needsPermission: (agent: string) => `${agent} asks for your permission.`,
    interrupted: 'You stopped this turn.',
    failedTitle: 'This turn failed',
    failedHint: 'Nothing you wrote is lost. Fix what the message names, then try again.',
    retry: 'Try again',
    compacted: 'The agent summarised the conversation up to here to save space. You still see all of it.',
    retrying: (reason: string, seconds: number, attempt: number, limit: number) =>
      `${reason} Trying again in ${seconds} s, attempt ${attempt} of ${limit}.`,
    retryingNow: (reason: string, attempt: number, limit: number) =>
      `${reason} Trying again now, attempt ${attempt} of ${limit}.`,
    working: 'Working',
    waitingForYou: 'Waits for your answer below',
    stopping: 'Stopping…',
    thinking: 'Thinking',
    thought: 'Thought',
    unknownBlock: 'Something this version of Skein cannot draw',
    image: 'Image',
    emptyTitle: 'What shall we work on?',
    emptyBody: (agent: string, project: string) =>
      `${agent} will work in ${project}. Describe a task, or ask about the code.`,
    emptyGuide: (project: string) =>
      `The guide is built in and needs no account. It carries out plain commands in ${project}, so that you can see how Skein works.`,
    emptyNothingStored: 'Nothing is stored until you send the first message.',
    useInstead: (agent: string) => `Use ${agent} instead`,
    emptyUnavailable: (agent: string) => `${agent} cannot run here yet.`,
    tryOne: 'Try one of these',
    suggestions: {
      claude: [
        'Explain how this project is put together',
        'Find the riskiest code here and say why',
        'Run the tests and fix what fails'
      ],
      guide: ['help', 'list', 'read README.md', 'run git status', 'say 200 words']
    }
  },
  tool: {
    verbs: {
      read: 'Read',
      edit: 'Edit',
      write: 'Write',
      run: 'Run',
      output: 'Output of',
      stop: 'Stop',
      search: 'Search',
      find: 'Find',
      list: 'List',
      fetch: 'Fetch',
      web: 'Search the web',
      agent: 'Agent',
      tasks: 'Update tasks',
      plan: 'Plan',
      ask: 'Ask',
      notebook: 'Edit notebook',
      skill: 'Use skill'
    },
    lines: (count: number) => (count === 1 ? '1 line' : `${count.toLocaleString('en')} lines`),
    matches: (count: number) => (count === 1 ? '1 result' : `${count.toLocaleString('en')} results`),
    noOutput: 'No output',
    running: 'Running',
    waiting: 'Waits for you',
    stopped: 'Stopped',
    failed: 'Failed',
    showAll: (count: number) => `Show all ${count.toLocaleString('en')} lines`,
    showLess: 'Show less',
    showWhole: (size: string) => `Show all (${size})`,
    loadingWhole: 'Loading…',
    wholeFailed: 'The whole output could not be loaded.',
    input: 'Input',
    output: 'Result'
  },
  composer: {
    label: 'Message',
    placeholder: (agent: string) => `Message ${agent}`,
    send: 'Send',
    queue: 'Queue message',
    stop: 'Stop',
    hint: 'Enter sends, Shift+Enter starts a new line',
    empty: 'Type a message first',
    creating: 'The session is being created',
    notReady: 'Waiting for the connection',
    loading: 'The session is still loading',
    agentUnavailable: (agent: string, reason: string) => `${agent} cannot run: ${reason}`,
    queued: 'Next up',
    queuePaused: 'Waiting. Send a message to go on.',
    unqueue: (text: string) => `Remove “${text}” from the queue`,
    mode: 'Permission mode',
    agent: 'Agent',
    model: 'Model',
    modelDefault: 'Default model',
    modelDefaultHint: 'Whatever the agent would choose',
    modes: {
      default: { label: 'Ask', description: 'Asks before it changes a file or runs a command.' },
      plan: { label: 'Plan', description: 'Reads and thinks, then proposes a plan. Changes nothing.' },
      acceptEdits: {
        label: 'Accept edits',
        description: 'Edits files without asking. Still asks before commands.'
      },
      bypassPermissions: {
        label: 'Bypass',
        description: 'Never asks. Any command runs at once, with your rights.'
      }
    },
    bypassTitle: 'Let the agent do anything?',
    bypassBody:
      'In this mode nothing is asked: the agent can change and delete files and run any command as you. Use it only where nothing can be lost.',
    bypassConfirm: 'Bypass permissions'
  },
  permission: {
    region: 'Permission request',
    count: (index: number, total: number) => `${index} of ${total}`,
    allowOnce: 'Allow once',
    remember: 'Allow and remember',
    forSession: 'For this session',
    forProject: 'For this project',
    rule: 'Will not ask again for',
    anyUse: 'any use',
    deny: 'Deny',
    addNote: 'Deny with a note',
    noteLabel: 'Tell the agent what to do instead',
    noteSend: 'Deny and send note',
    outside: 'Outside the project',
    outsideHint: 'This path is not inside the project folder.',
    notAnswered: (what: string) => `Your answer did not arrive: ${what}`,
    planTitle: 'Ready to carry out this plan?',
    planApprove: 'Carry out',
    planKeep: 'Keep planning',
    answer: 'Answer',
    skip: 'Skip',
    other: 'Something else',
    otherLabel: 'Your own answer'
  },
  failure: {
    unreachable: 'Skein could not reach its server. It may be starting; try again in a moment.'
  },
  time: {
    now: 'just now',
    minutes: (count: number) => `${count} min ago`,
    hours: (count: number) => `${count} h ago`,
    yesterday: 'yesterday'
  }
} as const
