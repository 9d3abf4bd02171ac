import { describe, expect, it } from 'vitest';
import { appliesOnDesktop } from '#campaign/html/css/media-query.js';

describe('appliesOnDesktop', () => {
  it.each([
    '', 'all', 'screen', 'ONLY SCREEN', 'screen and (min-width:480px)', 'only screen and (min-width: 600px)', '(min-width:30em)', '(width >= 480px)', '(min-device-width:601px)',
    'print, screen', '(max-width:480px), (min-width:481px)', 'screen and (max-width:1200px)', '(orientation:landscape)', '(prefers-color-scheme: light)',
    'not print', 'not screen and (max-width:480px)', 'screen and(min-width:480px)',
  ])('%s', (query) => {
    expect(appliesOnDesktop(query)).toBe(true);
  });

  it.each([
    'print', 'speech', 'yahoo', '(max-width:480px)', 'only screen and (max-width: 620px)', 'screen and (max-device-width:37.5em)', '(width < 700px)',
    'screen and (min-width:375px) and (max-width:414px)', '(prefers-color-scheme:dark)', 'print, (max-width:480px)', '(orientation:portrait)',
    'screen and (-webkit-min-device-pixel-ratio:0)', 'not all and (-ms-high-contrast:none)', 'not all and (min-resolution:.001dpcm)', '(min-width:0\\0)', '(hover:none)', '(', 'not screen',
  ])('not %s', (query) => {
    expect(appliesOnDesktop(query)).toBe(false);
  });
});
