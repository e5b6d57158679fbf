/** From this confidence on an item of dead code is called certain, wherever answers are shown. */
export const CERTAIN_CONFIDENCE = 0.9;

/** Items less sure than this are counted, but listed only where someone asks for them. */
export const LISTED_CONFIDENCE = 0.5;
