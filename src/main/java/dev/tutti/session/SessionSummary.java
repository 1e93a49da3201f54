package dev.tutti.session;

import java.time.Instant;

/**
 * Summary of the beginning of a session.
 *
 * @param position of the last message that it stands for
 * @param messages those that it stands for
 * @param model who has written it
 * @param tokens of the text
 */
public record SessionSummary(
    long position,
    SummarisedMessages messages,
    String model,
    long tokens,
    Instant made,
    String text) {}
