/** Signing in and out. */
export const accountMessages = {
  'signIn.title': 'Sign in to Dateline',
  'signIn.subtitle': 'The newsroom’s shared desk',
  'signIn.email': 'E-mail',
  'signIn.password': 'Password',
  'signIn.submit': 'Sign in',
  'signIn.busy': 'Signing in…',
  'signIn.missing': 'Enter your e-mail address and your password.',
  'signIn.demo': 'Demo newsroom',
  'signIn.demo.hint': 'One click signs you in. Open two windows to see people work together.',
  'signIn.demo.as': 'Sign in as',
  'signIn.ended': 'Your session has ended. Sign in to go on where you were.',
  'signOut.title': 'Sign out with unsent changes?',
  'signOut.action': 'Sign out',
  'signOut.unsent': {
    one: '{count} change on this device has not reached the server. If you sign out now it is deleted from this device and lost.',
    other:
      '{count} changes on this device have not reached the server. If you sign out now they are deleted from this device and lost.',
  },
  'signOut.anyway': 'Delete them and sign out',
  'signOut.stay': 'Stay signed in',
} as const
