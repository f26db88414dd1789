/** Versions, restoring, held deletions. */
export const historyMessages = {
  'history.title': 'History',
  'history.loading': 'Reading the history…',
  'history.none': 'Nothing was written yet.',
  'history.list': 'Versions, newest first',
  'history.now': 'now',
  'history.range': '{from} to {to}',
  'history.updates': { one: '{count} change', other: '{count} changes' },
  'history.look': 'The story at {when}',
  'history.at': 'As it stood at {when}',
  'history.by': 'In whose words',
  'history.unknown': 'Unknown',
  'history.facts': { one: '{count} fact then', other: '{count} facts then' },
  'history.notWhole': 'Part of what was written by then could not be read from the disk.',
  'history.empty': 'There was no text yet.',
  'history.restore': 'Restore this version',
  'history.restore.hint':
    'The story is changed back to these words, as one more edit: nothing is lost, and this can be taken back the same way.',
  'history.restore.facts': 'Set the facts back too; approvals given since then fall',
  'history.restored': 'Restored the story as it stood at {when}.',
  'history.restored.same': 'The story reads like that already.',
  'history.restored.left': {
    one: '{count} fact has changed since and stays as it is now.',
    other: '{count} facts have changed since and stay as they are now.',
  },

  'held.yours':
    'This would have deleted {deleted} of {total} characters at once, so nobody else sees it yet. What you see here is still on this device.',
  'held.yours.apply': 'Delete it all the same',
  'held.yours.dismiss': 'Take the text back',
  'held.yours.spread':
    'Within seconds, this page deleted {deleted} characters that others wrote, of the story’s {total}. {gone} of them are gone for everybody; the rest was held back.',
  'held.yours.putBack': 'Put the text back',
  'held.theirs':
    '{name} would have deleted {deleted} of {total} characters at once. It was held back.',
  'held.theirs.own': 'A deletion of yours, {deleted} of {total} characters at once, was held back.',
  'held.theirs.spread':
    '{name} deleted {deleted} of {total} characters within seconds, in small steps. {gone} of them are gone; the rest was held back.',
  'held.theirs.spread.own':
    'A page of yours deleted {deleted} of {total} characters within seconds, in small steps. {gone} of them are gone; the rest was held back.',
  'held.putBack': 'Put the text back',
  'held.apply.spread': 'Delete the rest too',
  'held.apply': 'Delete them',
  'held.dismiss': 'Keep the text',
  'held.gone': 'Somebody has decided about this already.',

  'lost.some':
    'Part of this story could not be read from the server’s disk: what {names} wrote between {from} and {to}, and words right beside it. Whoever has it on a screen or in a mail can paste it in again.',
  'lost.unknown':
    'Part of this story could not be read from the server’s disk; when it was written is not known.',
  'lost.somebody': 'somebody',
  'lost.seen': 'I have seen this',

  'aside.title':
    'Words of yours that the story on the server does not have. Put in what belongs there.',
  'aside.insert': 'Insert at the end',
} as const
