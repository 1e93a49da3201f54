package dev.tutti.memory.api;

/**
 * Question to the memory of one end user.
 *
 * @param text in words of any language; nothing in it is an operator
 * @param limit the most that is recalled
 */
public record RecallQuery(String user, String text, int limit, RecallScope scope) {}
