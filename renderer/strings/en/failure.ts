export const failure = {
  unreachable: 'Skein could not reach its server. It may be starting; try again in a moment.'
}
