package dev.tutti.task.api;

/**
 * Reason for which a task waits, or for which something is advised.
 *
 * @param word such as {@code owner_tokens_per_minute}
 * @param text the same with its figures
 */
public record TaskReason(String word, String text) {}
