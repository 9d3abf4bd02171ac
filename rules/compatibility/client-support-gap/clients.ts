import CANIEMAIL from './caniemail.json' with { type: 'json' };

/** Clients as caniemail names them: `outlook.windows`. */
export interface Gap {
  readonly slug: string;
  readonly title: string;
  readonly no: readonly string[];
  readonly partly: readonly string[];
}

interface FeatureSupport {
  readonly title: string;
  readonly no?: readonly string[];
  readonly partly?: readonly string[];
}

const SUPPORT: Readonly<Record<string, FeatureSupport | undefined>> = CANIEMAIL.features;
const FAMILIES: Readonly<Record<string, string | undefined>> = CANIEMAIL.families;

const PLATFORM_NAMES: Readonly<Record<string, string>> = {
  'desktop-webmail': 'webmail', 'mobile-webmail': 'webmail on phones', 'outlook-com': 'Outlook.com', 'windows-mail': 'Windows Mail',
  windows: 'Windows', macos: 'macOS', ios: 'iOS', android: 'Android',
};

/** Every way to name clients in the rule's option. */
export const CLIENT_NAMES: readonly string[] = ['*', ...new Set(CANIEMAIL.platforms.flatMap((client) => [familyOf(client), client]))];

/** The clients that names such as `gmail`, `outlook.windows` or `*` stand for. */
export function chosenClients(names: readonly string[]): readonly string[] {
  return CANIEMAIL.platforms.filter((client) => names.some((name) => name === '*' || name === client || name === familyOf(client)));
}

/** `gapOf` among the clients that names stand for, answers kept; `inOutlook`: whether Outlook for Windows, if it is one of them, counts. */
export function gapsAmong(names: readonly string[]): (slug: string, inOutlook: boolean) => Gap | undefined {
  const clients = chosenClients(names);
  const withOutlook = kept((slug) => gapOf(slug, clients));
  const others = clients.filter((client) => client !== 'outlook.windows');
  const withoutOutlook = kept((slug) => gapOf(slug, others));
  return (slug, inOutlook) => (inOutlook ? withOutlook(slug) : withoutOutlook(slug));
}

/** There are no more slugs than features. */
function kept<Value>(compute: (slug: string) => Value): (slug: string) => Value {
  const known = new Map<string, { readonly value: Value }>();
  return (slug) => {
    let entry = known.get(slug);
    if (!entry) known.set(slug, (entry = { value: compute(slug) }));
    return entry.value;
  };
}

/** Which of the clients do not support a feature, or only in part; undefined when all do, or nobody knows. */
export function gapOf(slug: string, clients: readonly string[]): Gap | undefined {
  const support = SUPPORT[slug];
  const among = (list: readonly string[] = []): readonly string[] => list.filter((client) => clients.includes(client));
  const [no, partly] = [among(support?.no), among(support?.partly)];
  return support && no.length + partly.length > 0 ? { slug, title: support.title, no, partly } : undefined;
}

/** `Gmail, Outlook (Windows, iOS)`: a family by its name alone when all its platforms are meant. */
export function nameClients(clients: readonly string[]): string {
  const families = [...new Set(clients.map(familyOf))];
  return families.map((family) => {
    const name = FAMILIES[family] ?? family;
    const meant = clients.filter((client) => familyOf(client) === family);
    if (meant.length === chosenClients([family]).length) return name;
    return `${name} (${meant.map((client) => platformName(client.slice(family.length + 1))).join(', ')})`;
  }).join(', ');
}

function familyOf(client: string): string {
  return client.slice(0, client.indexOf('.'));
}

function platformName(platform: string): string {
  return PLATFORM_NAMES[platform] ?? platform;
}
