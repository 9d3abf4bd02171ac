import type { Campaign, LocatedTemplateTag } from '#campaign/campaign.js';

export interface LiquidFault {
  readonly tag: LocatedTemplateTag;
  /** What the parser says, without a full stop. */
  readonly reason: string;
}

/** Mistakes named in one part at most: the parser stops at each, and starts again without the tag. */
const MAX_FAULTS = 20;

/** Blocks that do not match are reported with the other languages' blocks. */
const STRUCTURE = /not closed|not found|illegal tag|unexpected "(?:end|else|when)/;

/** What the Liquid parser cannot read. Tags of the system's own are let pass, whatever they hold. */
export async function liquidFaults(campaign: Campaign, tags: readonly LocatedTemplateTag[]): Promise<readonly LiquidFault[]> {
  const liquid = await liquidParser(tags);
  const body = tags.filter(({ location: { part } }) => part === 'html' || part === 'mjml');
  return [
    ...faultsIn(campaign.html?.source ?? '', body, liquid),
    ...[campaign.subject, campaign.preheader, campaign.from, campaign.text].flatMap((located) =>
      located ? faultsIn(located.value, tags.filter(({ location: { part } }) => part === located.location.part), liquid) : []),
  ];
}

type Parse = (source: string) => { readonly message: string; readonly offset: number } | undefined;

async function liquidParser(tags: readonly LocatedTemplateTag[]): Promise<Parse> {
  const { Liquid, LiquidError, Tag } = await import('liquidjs');
  const engine = new Liquid({ strictFilters: false });
  class Unknown extends Tag {
    override render(): void { /* only parsed, never rendered */ }
  }
  for (const { syntax, expression } of tags) {
    const name = syntax === '{% %}' ? (/^\w{1,60}/.exec(expression)?.[0] ?? '') : '';
    if (name !== '' && !(name in engine.tags) && !/^(?:end|els)/.test(name)) engine.registerTag(name, Unknown);
  }
  return (source) => {
    try {
      engine.parse(source);
      return undefined;
    } catch (error) {
      if (!LiquidError.is(error)) throw error;
      return { message: error.message, offset: error.token.begin };
    }
  };
}

function faultsIn(source: string, tags: readonly LocatedTemplateTag[], parse: Parse): readonly LiquidFault[] {
  const faults: LiquidFault[] = [];
  let text = withoutBrazeBraces(source);
  for (let count = 0; count < MAX_FAULTS; count++) {
    const fault = parse(text);
    const tag = fault && tags.find(({ start, end }) => fault.offset >= start && fault.offset < end);
    if (!fault || !tag) return faults;
    if (tag.expression.startsWith('elseif')) faults.push({ tag, reason: 'Liquid writes "elsif"' });
    else if (!STRUCTURE.test(fault.message)) faults.push({ tag, reason: fault.message.replace(/, line:\d[\s\S]*$/, '').replaceAll('\n', ' ') });
    text = text.slice(0, tag.start) + ' '.repeat(tag.end - tag.start) + text.slice(tag.end);
  }
  return faults;
}

/** Braze writes attributes as `${name}`: letters of the same length stand in for the braces, so that offsets hold. */
function withoutBrazeBraces(source: string): string {
  return source.replace(/\$\{([^{}\n]{1,80})\}/g, (_, name: string) => `__${name.replace(/[^\w]/g, '_')}_`);
}
