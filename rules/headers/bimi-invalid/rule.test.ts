import { afterEach, describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { openWorld, status, type Page, type World, type Zone } from '../../../test/network/loopback-world.js';
import { NOW, runRule } from '../../../test/rule/run-rule.js';
import { logoFault } from './logo-fault.js';
import rule from './rule.js';

const LOGO = '<svg xmlns="http://www.w3.org/2000/svg" version="1.2" baseProfile="tiny-ps" viewBox="0 0 64 64"><title>Müller</title><circle cx="32" cy="32" r="30"/></svg>';
const RECORD = 'v=BIMI1; l=https://acme.example/logo.svg; a=https://acme.example/vmc.pem';

let world: World | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

async function found(zones: Readonly<Record<string, Zone>>, { eml = 'From: Acme <news@mail.acme.example>\n\nHallo\n', pages = {} }: { eml?: string; pages?: Readonly<Record<string, Page>> } = {}) {
  world = await openWorld({ zones, pages, secondsPerRequest: 2 });
  const campaign = await campaignOf({ eml });
  const context = { now: NOW, sendAt: NOW, network: world.network.forCampaign() };
  return { problems: await runRule(rule, campaign, {}, context), unchecked: await rule.unchecked?.(campaign, {}, context) };
}
const txt = (...records: string[]): Zone => ({ txt: records });

describe('headers/bimi-invalid', () => {
  it('says nothing to who publishes no BIMI, or declines it', async () => {
    expect(await found({})).toEqual({ problems: [], unchecked: undefined });
    expect(await found({ 'default._bimi.acme.example': txt('v=BIMI1; l=; a=;') })).toEqual({ problems: [], unchecked: undefined });
    expect(await found({ 'default._bimi.acme.example': txt('v=spf1 -all') })).toEqual({ problems: [], unchecked: undefined });
  });

  it('reports a selector that is named, but not published', async () => {
    const { problems } = await found({}, { eml: 'From: a@acme.example\nBIMI-Selector: v=BIMI1; s=herbst\n\nHallo\n' });
    expect(problems).toMatchObject([{ messageId: 'missing', data: { selector: 'herbst', name: 'herbst._bimi.acme.example' }, location: { header: 'From' } }]);
  });

  it.each([
    ['v=BIMI1; l=http://acme.example/logo.svg', 'http://acme.example/logo.svg is no https address'],
    ['v=BIMI2; l=https://acme.example/logo.svg', 'it does not start with v=BIMI1'],
    ['v=BIMI1; a=https://acme.example/vmc.pem', 'it has no l= with the logo\'s address'],
  ])('reports the record %s', async (record, reason) => {
    expect((await found({ 'default._bimi.acme.example': txt(record) })).problems).toMatchObject([{ messageId: 'invalid', data: { reason } }]);
  });

  it('reports a policy that is too weak, for the domain or for its organisation', async () => {
    const bimi = { 'default._bimi.acme.example': txt('v=BIMI1; l=; a=https://acme.example/vmc.pem'), 'acme.example': { fails: true } };
    const reason = async (zones: Readonly<Record<string, Zone>>) => (await found({ ...bimi, ...zones })).problems.find(({ messageId }) => messageId === 'policy')?.data?.['reason'];
    expect(await reason({})).toBe('mail.acme.example has no DMARC record');
    expect(await reason({ '_dmarc.acme.example': txt('v=DMARC1; p=reject; sp=none') })).toBe('the DMARC policy for mail.acme.example is p=none');
    expect(await reason({ '_dmarc.mail.acme.example': txt('v=DMARC1; p=reject'), '_dmarc.acme.example': txt('v=DMARC1; p=reject; sp=none') })).toBe('the DMARC policy for subdomains of acme.example is sp=none');
    expect(await reason({ '_dmarc.mail.acme.example': txt('v=DMARC1; p=reject'), '_dmarc.acme.example': txt('v=DMARC1; p=quarantine; pct=20') })).toBe('the DMARC policy for acme.example covers only 20 % of its mail');
    expect(await reason({ '_dmarc.acme.example': txt('v=DMARC1; p=quarantine') })).toBeUndefined();
  });

  it('reports logo and certificate that cannot be had, and that Gmail wants a certificate', async () => {
    const dmarc = { '_dmarc.acme.example': txt('v=DMARC1; p=reject') };
    const gone = await found({ ...dmarc, 'default._bimi.acme.example': txt(RECORD) });
    expect(gone.problems.map(({ messageId, data }) => [messageId, data?.['reason']])).toEqual([['logo', 'its host does not exist'], ['certificate', 'its host does not exist']]);
    const bare = await found({ ...dmarc, 'default._bimi.acme.example': txt('v=BIMI1; l=https://nowhere.example/logo.svg') }, { pages: { 'acme.example': status(200) } });
    expect(bare.problems.map(({ messageId }) => messageId)).toContain('noCertificate');
  });

  it('says so when DNS does not answer', async () => {
    expect(await found({ 'default._bimi.mail.acme.example': { fails: true } })).toEqual({ problems: [], unchecked: 'a second try at the BIMI record of mail.acme.example (DNS servers failed)' });
  });
});

describe('a logo', () => {
  const fault = (svg: string) => logoFault(Buffer.from(svg));

  it('that is as it should be has no fault', () => expect(fault(LOGO)).toBeUndefined());
  it('must be an SVG Tiny PS, square, small, titled, and by itself', () => {
    expect(fault('<html></html>')).toBe('it is no SVG');
    expect(fault(LOGO.replace(' baseProfile="tiny-ps"', ''))).toContain('tiny-ps');
    expect(fault(LOGO.replace('1.2', '1.1'))).toBe('its version is not 1.2');
    expect(fault(LOGO.replace('64 64', '64 32'))).toBe('it is not square');
    expect(fault(LOGO.replace('<svg ', '<svg x="0px" '))).toContain('x= or y=');
    expect(fault(LOGO.replace('<title>Müller</title>', '<g><title>Müller</title></g>'))).toBe('it has no <title>');
    expect(fault(LOGO.replace('</title>', '</title><style>@import "https://a.example/b.css";</style>'))).toContain('outside itself');
    expect(fault(LOGO.replace('</title>', '</title><path fill="url(https://a.example/b.svg#c)" d="M0 0"/>'))).toContain('outside itself');
    expect(fault(LOGO.replace('</title>', '</title><path fill="url(#c)" d="M0 0"/>'))).toBeUndefined();
    expect(fault(LOGO.replace('<title>Müller</title>', ''))).toBe('it has no <title>');
    expect(fault(LOGO.replace('<circle', '<script/><circle'))).toBe('it holds <script>, which the profile forbids');
    expect(fault(LOGO.replace('<circle', '<use xlink:href="https://a.example/x.svg#y"/><circle'))).toBe('it refers to https://a.example/x.svg#y outside itself');
    expect(fault(LOGO + ' '.repeat(33 * 1024))).toBe('it weighs 34 KiB, more than 32');
  });
});
