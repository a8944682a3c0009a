export const app = {
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
  messages: 'Messages',
  dismiss: 'Dismiss'
}
