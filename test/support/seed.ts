import fc from 'fast-check';

/**
 * The examples of every property follow from one number, which the run
 * has printed: TEST_SEED=… tries them again.
 */
fc.configureGlobal({ seed: Number(process.env.TEST_SEED) });
