package dev.tutti.task.report;

import java.time.Instant;

/**
 * Cause with which tasks began to fail: the first failure of each.
 *
 * @param subject what the tasks are about
 * @param tasks that began to fail so
 * @param recovered those of them that have succeeded afterwards, without a hand
 * @param unfinished those of them that have not ended
 * @param example one of the messages
 */
public record TaskCause(
    String kind,
    String subject,
    String code,
    long tasks,
    long recovered,
    long unfinished,
    Instant first,
    Instant last,
    String example) {}
