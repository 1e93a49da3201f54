package dev.tutti.provider.simulated;

import dev.tutti.chat.Chunk;

/**
 * One chunk of an answer.
 *
 * @param tokens how many tokens a model would have made for it: its weight in time
 */
record AnswerStep(Chunk chunk, int tokens) {}
