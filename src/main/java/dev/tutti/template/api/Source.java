package dev.tutti.template.api;

/**
 * The text of a template, as its author wrote it.
 *
 * @param name what messages call it, such as {@code prompt.md}
 * @param text the template; at most 1,000,000 characters
 */
public record Source(String name, String text) {}
