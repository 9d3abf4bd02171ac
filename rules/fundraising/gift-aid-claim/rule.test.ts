import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

async function inCopy(html: string, manifest: Manifest = { kind: 'fundraising' }) {
  return (await runRule(rule, await campaignOf({ html: `<html><body>${html}</body></html>`, manifest }))).map(({ messageId }) => messageId);
}
async function told(html: string, manifest: Manifest = { kind: 'fundraising' }) {
  const recipients = 'recipient_id,giftaid,country\nyes,true,GB\nno,false,GB\nunknown,,\nSiân,true,GB\nmüller,true,DE\n';
  return shortly(await runAudienceRule(rule, { recipients, manifest }, { html: `<html><body>${html}</body></html>` }));
}

describe('fundraising/gift-aid-claim', () => {
  it('does the sum', async () => {
    expect(await inCopy('<p>If you are a UK taxpayer, Gift Aid means £20 becomes £26.</p>')).toEqual(['wrongSum']);
    expect(await inCopy('<p>If you are a UK taxpayer, Gift Aid means £20 becomes £25, and £50 turns into £62.50.</p>')).toEqual([]);
    expect(await inCopy('<p>If you are a UK taxpayer, you can Gift Aid your £20. Last year we raised £3,000.</p>')).toEqual([]);
  });

  it.each(['your gift is worth a third more with Gift Aid', 'Gift Aid adds a fifth to your gift', 'Gift Aid raises every donation by one third', 'with Gift Aid you give half as much again', 'Gift Aid doubles your donation'])('knows it in words: %s', async (words) => {
    expect(await inCopy(`<p>If you are a UK taxpayer, ${words}.</p>`)).toEqual(['wrongShare']);
  });

  it.each(['your gift is worth a quarter more with Gift Aid', 'a third of our supporters use Gift Aid', 'matched gifts are doubled, and Gift Aid comes on top', 'Gift Aid pays for half of our boats'])('lets be: %s', async (words) => {
    expect(await inCopy(`<p>If you are a UK taxpayer, ${words}.</p>`)).toEqual([]);
  });

  it('knows what share is added', async () => {
    expect(await inCopy('<p>If you are a UK taxpayer, Gift Aid adds 30% to your gift.</p>')).toEqual(['wrongShare']);
    expect(await inCopy('<p>If you are a UK taxpayer, Gift Aid lets us claim an extra 28p for every £1.</p>')).toEqual(['wrongShare']);
    expect(await inCopy('<p>If you are a UK taxpayer, we claim an extra 20% from HMRC through Gift Aid.</p>')).toEqual(['wrongShare']);
    expect(await inCopy('<p>If you are a UK taxpayer, Gift Aid makes your gift worth 25% more, an extra 25p for every £1 you give.</p>')).toEqual([]);
    expect(await inCopy('<p>Gift Aid it! If you pay tax at the 40% higher rate, you can claim a further 20% for every gift back yourself.</p>')).toEqual([]);
    expect(await inCopy('<p>If you are a UK taxpayer, Gift Aid it. 80% to your projects, 20% for every day costs.</p>')).toEqual([]);
  });

  it('wants the condition said', async () => {
    expect(await inCopy('<p>Your £20 becomes £25 with Gift Aid.</p>')).toEqual(['unconditional']);
    expect(await inCopy('<p>Your £20 becomes £25 with Gift Aid.</p><p>You must pay UK income tax to claim.</p>')).toEqual([]);
    expect(await inCopy('<p>Your £20 becomes £25 with Gift Aid, whether or not you pay tax.</p>')).toEqual(['unconditional']);
  });

  it('finds who is told of a relief that he has not declared, and who is asked again', async () => {
    expect(await told('<p>Your £20 becomes £25 with Gift Aid.</p>')).toEqual(['toldWithout: müller no unknown']);
    expect(await told('<p>If you pay UK tax, please make a Gift Aid declaration.</p>')).toEqual(['askedAgain: Siân müller yes']);
    expect(await told('<p>If you are a UK taxpayer, your £20 becomes £25 with Gift Aid.</p>')).toEqual([]);
  });

  it('takes a condition of the template for an answer', async () => {
    expect(await told('{% if customer.giftaid %}<p>Your £20 becomes £25 with Gift Aid.</p>{% endif %}')).toEqual([]);
  });

  it('wants the status named where US gifts are called tax-deductible', async () => {
    const us = { kind: 'fundraising', sender: { country: 'US' } } as const;
    expect(await inCopy('<p>Your gift is tax-deductible.</p>', us)).toEqual(['taxStatusMissing']);
    expect(await inCopy('<p>Your gift may be deducted from your federal taxes.</p>', us)).toEqual(['taxStatusMissing']);
    expect(await inCopy('<p>Your gift is tax-deductible.</p><p>Wells is a 501(c)(3), EIN 12-3456789.</p>', us)).toEqual([]);
    expect(await inCopy('<p>Your gift is tax-deductible.</p>')).toEqual([]);
  });

  it('takes it for no claim that gifts are not deductible, as parties have to say', async () => {
    const us = { kind: 'fundraising', sender: { country: 'US' } } as const;
    for (const said of ['Contributions or gifts to Núñez for Congress are not tax deductible.', 'Gifts are not deductible as charitable contributions for federal income tax purposes.', 'No part of your dues is tax-deductible.', 'Contributions are non-deductible for federal income tax purposes.']) {
      expect(await inCopy(`<p>${said}</p>`, us)).toEqual([]);
    }
    expect(await inCopy('<p>Not only are gifts to us tax-deductible, they are doubled.</p>', us)).toEqual(['taxStatusMissing']);
    expect(await inCopy('<p>Dues are not deductible. Your gift is tax-deductible.</p>', us)).toEqual(['taxStatusMissing']);
  });

  it('says nothing of mail without such claims', async () => {
    expect(await inCopy('<p>A gift that aids: £20 becomes a well worth £26.</p>')).toEqual([]);
    expect(await told('<p>Ihre Spende hilft.</p>')).toEqual([]);
  });
});
