/** A region by ISO 3166-2, which names its country ("DE-BY"), and not one with a hyphen in its name ("Baden-Württemberg"). For JavaScript and DuckDB alike. */
export const ISO_REGION = '^[A-Za-z]{2}-[A-Za-z0-9]{1,3}$';
