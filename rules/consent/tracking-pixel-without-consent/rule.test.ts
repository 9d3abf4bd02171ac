import { describe, expect, it } from 'vitest';
import { runAudienceRule } from '../../../test/audience/run-audience-rule.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const PIXEL = '<img src="https://acme.us1.list-manage.com/track/open.php?u=1&id=2&e=3" width="1" height="1" alt="">';
const report = async (html: string, country?: string, sendAt = new Date('2026-11-20T09:00:00Z')) => {
  const campaign = await campaignOf({ html: `<p>Nyheter för dig.</p>${html}`, ...(country !== undefined && { manifest: { kind: 'newsletter', sender: { country } } }) });
  return (await runRule(rule, campaign, {}, { sendAt })).map(({ messageId, severity }) => `${messageId}${severity ? ` ${severity}` : ''}`);
};

describe('consent/tracking-pixel-without-consent', () => {
  it.each([
    PIXEL,
    '<img src="https://u1.ct.sendgrid.net/wf/open?upn=abc" width="1" height="1">',
    '<img src="https://t.acme.example/p.gif?recipient={{ contact.id }}" width="1" height="1">',
    '<img src="https://t.acme.example/o/8f14e45fceea167a5a36dedd4bea2543" width="1" height="1">',
    '<img src="https://t.acme.example/open/8f3kq1aa92.gif" style="width:1px;height:1px" alt="">', '<div style="width:1px;height:1px;background:url(https://t.acme.example/q/9a8b7c6d5e4f3a2b1c0d.gif)"></div>',
    '<div style="background-image:url(https://t.acme.example/o/8c1f2a90e7d34b)"></div>', '<style>@media print{#_t{background-image:url("https://abc.emltrk.com/abc?p&d=77")}}</style><div id="_t"></div>',
    '<img src="//t.acme.example/i.ashx?uid=65964" style="display:none">',
    '<img src="https://t.acme.example/pixel.gif?id=*|UNIQID|*" width="1" height="1">',
    '<custom name="opencounter" type="tracking"></custom>', '<img src="https://r.acme.example/v?h=9f8e7d6c5b4a" style="display:none">',
    '<custom name="opencounter" type="tracking"></custom><img src="{{ open_tracking_url }}" width="1" height="1">',
    '<img src="https://mcusercontent.com/8f3a9c21b7d04e55aa/images/line.png?uid=77" width="1" height="1" alt="">',
    '<img src="https://www.acme.example/pixel?campagne=printemps&amp;destinataire=7712" style="width:0;height:0" alt="">', '<img src="https://t.acme.example/e1t/o/*W2xx8*" width="1" height="1">',
  ])('tells of %s', async (html) => expect(await report(html)).toEqual(['pixel info']));

  it.each([
    '<table background="https://mail.acme.example/8f14e45fceea167a5a36dedd4bea2543/hero.jpg"><tr><td>Hej</td></tr></table>', '<style>.h{background:url(https://cdn.acme.example/8f14e45fceea167a5a36.png)}</style><div class="h">Hej</div>',
    '<img src="https://acme.example/b.gif" width="1" height="1">', '<img src="https://acme.example/images/spacer.gif" width="600" height="1" alt="">', '<img src="pixel.gif" width="1" height="1">',
    '<img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7" width="1" height="1">', '<img src="https://cdn.acme.example/8f14e45fceea167a5a36dedd4bea2543.jpg" width="600" height="300" alt="Schuhe">',
    '<img src="https://cdn.acme.example/dot.gif?v=4.12" width="1" height="1">', '<img src="{{ asset_url }}/dot.gif" width="1" height="1">', '<img src="https://email.acme.example/img/spacer600x12.gif" width="1" height="1">', '<img src="https://mcusercontent.com/8f3a9c21b7d04e55aa/images/line.png" width="1" height="1" alt="">', '<td style="background:url(https://t.acme.example/o/8f14e45fceea167a5a36dedd4bea2543.png)">Schuhe</td>', '<img src="https://{{ host }}/img/transparent.png" width="1" height="1">',
  ])('takes %s for no tracker', async (html) => expect(await report(html)).toEqual([]));

  it('warns senders in France and Italy, tells others in Europe, and says nothing to those in the US', async () => {
    expect(await report(PIXEL, 'FR')).toEqual(['senderLaw']);
    expect(await report(PIXEL, 'it')).toEqual(['senderLaw']);
    expect(await report(PIXEL, 'SE')).toEqual(['pixel info']);
    expect(await report(PIXEL, 'US')).toEqual([]);
  });

  it('follows the date from which the authority asks for consent', async () => {
    expect(await report(PIXEL, 'FR', new Date('2026-07-13T12:00:00Z'))).toEqual(['pixel info']);
    expect(await report(PIXEL, 'FR', new Date('2026-07-14T12:00:00Z'))).toEqual(['senderLaw']);
  });

  it('counts recipients without consent to tracking, where consents are given', async () => {
    const recipients = 'recipient_id,country\nr1,FR\nr2,Italia\nr3,FR\nr4,DE\nr5,US\nr6,\n';
    const consents = 'recipient_id,basis,given_at,tracking_opens\nr1,express,2025-01-01T00:00:00Z,false\nr3,express,2025-01-01T00:00:00Z,true\nr4,express,2025-01-01T00:00:00Z,\n';
    const found = await runAudienceRule(rule, { recipients, consents }, { html: `<p>News</p>${PIXEL}`, manifest: { kind: 'newsletter' } });
    expect(found).toMatchObject([
      { messageId: 'noConsent', severity: 'warning', recipients: ['r1', 'r2'], evidence: { jurisdiction: { FR: 1, IT: 1 } } },
      { messageId: 'noConsentAdvised', severity: 'info', recipients: ['r4', 'r6'] },
    ]);
    expect(await runAudienceRule(rule, { recipients }, { html: `<p>News</p>${PIXEL}`, manifest: { kind: 'newsletter' } })).toEqual([]);
    expect(await runAudienceRule(rule, { recipients, consents }, { html: '<p>News</p>', manifest: { kind: 'newsletter' } })).toEqual([]);
  });
});
