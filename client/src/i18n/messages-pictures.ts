/** The pictures that are drawn from the facts. */
export const pictureMessages = {
  'pictures.title': 'Pictures',
  'pictures.timeline': 'Timeline of the talks',
  'pictures.timeline.none':
    'No round, agreement, mechanism or meeting has a date yet. The timeline draws itself from them.',
  'pictures.chart': 'Who talks to whom',
  'pictures.chart.none':
    'There are no two parties or mediators yet. The chart draws itself of them.',
  'pictures.chart.untied':
    'The rounds do not name their parties and mediators yet, so no lines are drawn.',
  'pictures.insert': 'Put into the story',
  'pictures.inserted': 'The picture is in the story, with its words for those who cannot see it.',
  'pictures.redraw': 'Draw it again in the story',
  'pictures.stale.timeline': 'The timeline in the story no longer shows what the facts say.',
  'pictures.stale.chart': 'The chart in the story no longer shows what the facts say.',
  'pictures.inCopy': 'It is in the story as it stands here.',
  'pictures.save': 'Save as SVG',
  'pictures.table': 'As a table',
  'pictures.what': 'What',
  'pictures.who': 'Who',
  'pictures.with': 'With whom',
  'pictures.details': 'Details',
} as const
