export const banner = {
  creating: 'Creating session…',
  disconnected: 'Connection lost. You can go on writing; what you write stays here.',
  reconnecting: (attempt: number, limit: number) =>
    `Connection lost. Reconnecting, attempt ${attempt} of ${limit}…`,
  gaveUp: 'Skein could not reach its server. Your sessions are safe on disk.',
  unproven:
    'What answers at this address could not show that it is Skein, so it is told nothing. Start Skein again; if it runs already, open the link it printed.',
  reconnect: 'Reconnect'
}
