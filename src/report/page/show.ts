/** How a section asks the page to show something elsewhere. */
export interface Show {
  symbol(node: number): void;
  file(file: number): void;
}
