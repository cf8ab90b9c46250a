// English texts of the lesson in course/gaps.ts.

import type { LessonTexts } from '../texts.ts';

export const gaps: LessonTexts = {
  title: 'What a gap costs',
  about: 'Whether a lost message matters depends on what the next one says.',
  steps: {
    positions: {
      title: 'A van on a map',
      text: [
        'A van publishes its position twice a second, at QoS 0. After five seconds the network turns bad.',
        'Each position has a letter, and the one called K will get lost.',
      ],
      captions: {
        early: 'The first positions arrive.',
        gap: 'K is lost. The map still shows where the van was before.',
      },
      question: 'Half a second later the next position, L, arrives. What does the map show then?',
      answers: {
        wrong: 'An old position, because K is missing',
        right: 'Where the van is, for K is not needed any more',
      },
      after: {
        'k-lost': 'K never came,',
        'l-came': 'and L makes up for it: a position is worth nothing once there is a newer one.',
      },
    },
    'the-whole-drive': {
      title: 'The whole drive',
      text: ['The rest of the drive. For two seconds the map has no connection at all.'],
      after: {
        'ten-lost': 'Ten of 36 positions were lost,',
        'newer-came':
          'and after each gap a newer one came. The last one, AJ, is there, too. (After Z comes AA.)',
        'no-repeats': 'No old position came late, because nothing was ever sent again.',
      },
    },
    'a-switch': {
      title: 'A heater on a switch',
      text: [
        'A heater is told “on” and “off” in turn, every four seconds, at QoS 0 over a network that loses packets.',
        'C says “on”, D says “off”. D gets lost.',
      ],
      captions: { on: 'C is delivered: the heater is on.', off: 'D is lost.' },
      question: 'What does the heater do?',
      answers: { 'stays-on': 'It stays on', 'goes-off': 'It goes off' },
      after: {
        'd-was-off':
          'It stays on. “Off” was said once, and nothing says it again until somebody does.',
      },
    },
    'the-same-at-qos-1': {
      title: 'The same switch at QoS 1',
      text: [
        'The same heater, the same network, the same luck. The messages are published at QoS 1.',
      ],
      question: 'What changes?',
      answers: {
        'one-missing': 'One or two commands still get lost',
        'all-came': 'All commands arrive',
      },
      after: {
        'nothing-lost': 'Nothing is lost: what is not answered is sent again.',
        'some-twice': 'Five times a command came once more. To a switch, “off, off” is “off”.',
      },
    },
  },
  keep: 'QoS 0 is right where the next message makes the lost one worthless, and wrong where it would have been the last word.',
};
