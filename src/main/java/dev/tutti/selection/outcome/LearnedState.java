package dev.tutti.selection.outcome;

/**
 * What was learned, as it is kept.
 *
 * @param generation that grows when something is forgotten
 * @param learnedGeneration the one that was learned from
 * @param lastPrompt the last row that was learned from
 * @param learned the learner's bytes, empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LearnedState(long generation, long learnedGeneration, long lastPrompt, byte[] learned) {
  /** Whether it can be gone on with. */
  boolean isUsable() {
    return generation == learnedGeneration && learned.length > 0;
  }
}
