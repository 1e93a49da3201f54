package dev.tutti.selection.keyword;

/**
 * Keyword that a prompt has.
 *
 * @param keyword as it was configured
 * @param found the words of the prompt, folded, that it was found in
 */
public record KeywordMatch(String keyword, String found) {}
