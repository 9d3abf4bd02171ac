import { createRequire } from 'node:module';
import type mjml2html from 'mjml';

/** What an mjml component class is to us: its name, whether its content is HTML, and how it renders. */
export interface MjmlComponent {
  readonly componentName: string;
  readonly endingTag?: boolean;
  new (node: MjmlNode): MjmlRenderer;
}

export interface MjmlNode {
  readonly line?: number;
  readonly absoluteFilePath?: string;
}

export interface MjmlRenderer {
  getAttribute(name: string): unknown;
  render(): string;
}

export interface MjmlEngine {
  readonly compile: typeof mjml2html;
  readonly components: readonly MjmlComponent[];
  /** Names of the components whose content is HTML. */
  readonly endingTags: ReadonlySet<string>;
}

let engine: Promise<MjmlEngine> | undefined;

/** Loads mjml at first use: it takes a third of a second. */
export function loadMjml(): Promise<MjmlEngine> {
  return (engine ??= importMjml());
}

/**
 * At import, mjml runs the packages that a `.mjmlconfig` in the working directory names. A folder of templates must not run code,
 * and mjml's switch for browsers is the one that keeps it from doing so.
 */
async function importMjml(): Promise<MjmlEngine> {
  const before = process.env['MJML_BROWSER'];
  process.env['MJML_BROWSER'] = 'true';
  try {
    const { default: compile } = await import('mjml');
    const require = createRequire(import.meta.url);
    const core = createRequire(require.resolve('mjml'))('mjml-core') as { components: Record<string, MjmlComponent> };
    const components = Object.values(core.components);
    const endingTags = new Set(components.filter(({ endingTag }) => endingTag).map(({ componentName }) => componentName));
    return { compile, components, endingTags };
  } finally {
    if (before === undefined) delete process.env['MJML_BROWSER'];
    else process.env['MJML_BROWSER'] = before;
  }
}
