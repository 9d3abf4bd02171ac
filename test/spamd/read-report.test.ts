import { describe, expect, it } from 'vitest';
import { readReport } from '#spamd/read-report.js';

const ANSWER = [
  'Content-length: 900', 'Spam: True ; 8.1 / 5.0', '',
  'Content preview:  9.9 NOT_A_RULE            this line is the campaign\'s own text', '',
  'Content analysis details:   (8.1 points, 5.0 required)', '',
  ' pts rule name              description',
  '---- ---------------------- --------------------------------------------------',
  '-0.0 NO_RELAYS              Informational: message was not relayed via SMTP',
  ' 0.2 NORMAL_HTTP_TO_IP      URI: URI host has a public dotted-decimal IPv4',
  '                            address',
  ' 2.7 A_NAME_LONGER_THAN_ITS_COLUMN Größe of the text',
  '', '',
].join('\r\n');

describe('readReport', () => {
  it('reads score, threshold and hits, with descriptions that span lines', () => {
    expect(readReport(ANSWER)).toEqual({
      score: 8.1, threshold: 5,
      hits: [
        { symbol: 'NO_RELAYS', points: -0, description: 'Informational: message was not relayed via SMTP' },
        { symbol: 'NORMAL_HTTP_TO_IP', points: 0.2, description: 'URI: URI host has a public dotted-decimal IPv4 address' },
        { symbol: 'A_NAME_LONGER_THAN_ITS_COLUMN', points: 2.7, description: 'Größe of the text' },
      ],
    });
  });

  it('takes a negative score, and a report whose wording was changed, for what they are', () => {
    expect(readReport('Spam: False ; -1.5 / 5.0\r\n\r\nNothing to see.\r\n')).toEqual({ score: -1.5, threshold: 5, hits: [] });
  });

  it('finds no verdict in another answer', () => {
    expect(readReport('Content-length: 0\r\n\r\n')).toBeUndefined();
  });
});
