package dev.tutti.task.api;

import java.time.Instant;

/**
 * Finished step of a task, without its result.
 *
 * @param attempt in which it was done
 * @param bytes of its result as JSON
 */
public record TaskStep(
    String name, String requestHash, int attempt, Instant ended, TaskUsage usage, long bytes) {}
