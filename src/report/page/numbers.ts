const COUNT = new Intl.NumberFormat('en-US');

/** `12,345` */
export function count(value: number): string {
  return COUNT.format(value);
}

/** `1 symbol`, `12 symbols` */
export function amount(value: number, one: string, many: string = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** `34 %`; a dash where there is nothing to have a share of. */
export function percent(share: number | undefined): string {
  if (share === undefined) return '–';
  const value = share * 100;
  return `${value > 0 && value < 1 ? '< 1' : Math.round(value)} %`;
}
