import { describe, expect, it } from 'vitest';
import { pastedRedirect } from '#campaign/facts/pasted-redirect.js';

const around = (target: string) => `https://nam02.safelinks.protection.outlook.com/?url=${encodeURIComponent(target)}&data=05`;

describe('pastedRedirect', () => {
  it('takes every redirect away, and gives up on one that never ends', () => {
    expect(pastedRedirect(around(around('https://müller.de/a?b=1')))).toMatchObject({ target: 'https://müller.de/a?b=1', isWhole: true, isFilter: true });
    let deep = 'https://müller.de/';
    for (let depth = 0; depth < 6; depth++) deep = around(deep);
    expect(pastedRedirect(deep)).toMatchObject({ target: undefined, isWhole: false });
  });

  it('knows a target that is told in part for no whole one', () => {
    expect(pastedRedirect(around('https://protect-us.mimecast.com/s/AbC?domain=acme.com'))).toMatchObject({ target: 'https://acme.com', isWhole: false });
  });

  it('takes no target that is no web address', () => {
    expect(pastedRedirect('https://l.facebook.com/l.php?u=javascript%3Aalert(1)')).toMatchObject({ by: 'Facebook', target: undefined });
    expect(pastedRedirect('https://l.facebook.com/l.php?u=%E0%A4%A')).toMatchObject({ target: undefined });
  });

  it.each(['https://acme.com/?url=https%3A%2F%2Fpartner.org', 'https://safelinks.acme.com/?url=https%3A%2F%2Fx.org', 'mailto:a@urldefense.com', '{{ url }}'])('%s is none', (href) => expect(pastedRedirect(href)).toBeUndefined());
});
