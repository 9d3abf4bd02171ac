export function bundle(root: string, to: string, more?: Readonly<Record<string, string>>): void;
