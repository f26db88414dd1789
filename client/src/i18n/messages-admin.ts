import { PASSWORD_MIN } from '@dateline/shared/api/contracts'

/** The admin page: people and publishing targets. */
export const adminMessages = {
  'admin.title': 'Admin',
  'admin.people': 'People',
  'admin.targets': 'Sites',
  'admin.notAllowed': 'Only admins see this page',
  'admin.notAllowed.hint': 'Ask an admin of your newsroom to change people or sites.',

  'people.add': 'Add a person',
  'people.name': 'Name',
  'people.email': 'E-mail',
  'people.role': 'Role',
  'people.role.of': 'Role of {name}',
  'people.password': 'First password',
  'people.password.new': 'New password for {name}',
  'people.password.hint': `At least ${PASSWORD_MIN} characters. Hand it over yourself; they can change it.`,
  'people.password.short': `A password needs at least ${PASSWORD_MIN} characters.`,
  'people.incomplete': 'Enter a name and an e-mail address.',
  'people.added': '{name} can sign in now',
  'people.changed': 'Changed: {name}',
  'people.reset': 'New password…',
  'people.close': 'Close the account',
  'people.open': 'Open the account again',
  'people.closed': 'Closed',
  'people.you': 'you',
  'people.more': 'More about {name}',
  'people.close.title': 'Close the account of {name}?',
  'people.close.hint':
    'They are signed out everywhere at once and cannot sign in. What they wrote stays.',
  'people.reset.title': 'A new password for {name}',
  'people.reset.hint': 'They are signed out everywhere and sign in with the new password.',

  'targets.intro':
    'Sites that finished stories are sent to. A password is stored encrypted and never shown again.',
  'targets.add': 'Add a WordPress site',
  'targets.edit': 'Edit {name}',
  'targets.none': 'No site is connected',
  'targets.none.hint': 'Add your WordPress site so that editors can publish to it.',
  'targets.name': 'Name',
  'targets.name.hint': 'As editors will see it on the Publish button.',
  'targets.url': 'Address of the site',
  'targets.username': 'User',
  'targets.password': 'Application password',
  'targets.password.hint': 'In WordPress: Users, Profile, Application Passwords.',
  'targets.password.keep': 'Leave empty to keep the one that is stored.',
  'targets.private': 'The site is on our own network',
  'targets.private.hint': 'Allows private addresses and connections without https for this site.',
  'targets.incomplete': 'Fill in the name, the address, the user and the password.',
  'targets.badUrl': 'Enter the full address, beginning with https:// or http://',
  'targets.test': 'Test the connection',
  'targets.testing': 'Testing…',
  'targets.saved': 'Saved: {name}',
  'targets.remove.title': 'Remove {name}?',
  'targets.remove.hint':
    'Stories that were published there stay there. They can no longer be updated from here.',
  'targets.removed': 'Removed: {name}',

  'rules.title': 'Approvals',
  'rules.intro':
    'What this newsroom demands before a fact counts as approved. Changes hold at once, on every screen, and are on the record.',
  'rules.self': 'People may approve what they wrote themselves',
  'rules.self.hint':
    'For a desk of one person. Otherwise another editor than the one who made a fact or changed it last has to approve it.',
  'rules.two': 'Types of fact that need two sources',
  'rules.two.hint':
    'Two sources of which one does not draw on the other, or one principal on the record.',
  'rules.two.mechanism': 'once it is said to be agreed or working',
} as const
