package dev.tutti.template.api;

/**
 * One message of a rendered prompt.
 *
 * @param role who speaks
 * @param text what is said, without white space at its ends; never empty
 */
public record Message(MessageRole role, String text) {}
