/** The queue of facts that wait for an editor. */
export const approvalMessages = {
  'approvals.title': 'Approvals',
  'approvals.notAllowed': 'Facts are approved by editors',
  'approvals.count': { one: '{at} of {count}', other: '{at} of {count}' },
  'approvals.next': 'Next fact (J)',
  'approvals.previous': 'Previous fact (K)',
  'approvals.empty': 'Nothing waits for you',
  'approvals.empty.hint':
    'Facts with a source that another has written come here by themselves. Your own are for somebody else to approve.',
  'approvals.untitled': 'Untitled story',
  'approvals.deadline': 'deadline {when}',
  'approvals.goesOut': 'scheduled, goes out {when}',
  'approvals.since': 'Changed since the last approval',
  'approvals.mentions': 'In the copy',
  'approvals.torn':
    'Two people set a field of this fact without knowing of each other. Choose one value in the story first.',
  'approvals.query': 'Query',
  'approvals.open': 'Open the story',
  'approvals.bulk': {
    one: 'Approve {count} from documents',
    other: 'Approve {count} from documents',
  },
  'approvals.bulk.title': 'Approve several at once',
  'approvals.bulk.hint':
    'Only facts whose sources are all official documents on the record. Each is approved exactly as it is shown here.',
  'approvals.bulk.facts': 'Facts',
  'approvals.bulk.send': { one: 'Approve {count}', other: 'Approve {count}' },
  'approvals.bulk.done': {
    zero: 'Nothing was approved',
    one: '{count} fact approved',
    other: '{count} facts approved',
  },
} as const
