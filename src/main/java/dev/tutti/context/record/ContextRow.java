package dev.tutti.context.record;

import java.time.Instant;

/**
 * Row of a call that sends something of a conversation.
 *
 * @param session may be empty
 * @param skill may be empty
 * @param sent tokens
 * @param full tokens of the full history
 * @param costSaved nano-dollars; negative where it cost more
 * @param followUp the decision, empty where there was none
 */
record ContextRow(
    String call,
    Instant ended,
    String owner,
    String session,
    String skill,
    long sent,
    long full,
    long costSaved,
    String followUp) {}
