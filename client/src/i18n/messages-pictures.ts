/** The pictures that are drawn from the facts. */
export const pictureMessages = {
  'pictures.title': 'Pictures',
  'pictures.timeline': 'Timeline of the talks',
  'pictures.timeline.none':
    'No round, agreement, mechanism or meeting has a date yet. The timeline draws itself from them.',
  'pictures.chart': 'Who talks to whom',
  'pictures.chart.none':
    'No round names two parties, or a party and a mediator, and no agreement two signatories.',
  'pictures.save': 'Save as SVG',
  'pictures.table': 'As a table',
  'pictures.what': 'What',
  'pictures.who': 'Who',
  'pictures.with': 'With whom',
  'pictures.details': 'Details',
} as const
