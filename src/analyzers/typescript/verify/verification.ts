/** What the compiler says about a program without a declaration. */
export type Verification =
  /** Nothing breaks that was whole before. */
  | { readonly state: 'verified' }
  /** The first error, with its place in the folder; lines count from 1. */
  | {
      readonly state: 'breaks';
      /** The compiler's own: 2304 is TS2304. */
      readonly code: number;
      /** Its first sentence. */
      readonly message: string;
      readonly file: string;
      readonly line: number;
    }
  | { readonly state: 'not-checked'; readonly reason: string };
