package dev.tutti.selection.analysis;

/**
 * Fact about a prompt that counts for or against its complexity.
 *
 * @param name short and stable, such as {@code proof} or {@code several_parts}
 * @param weight what it adds to the complexity, from -1 to 1
 * @param reason the fact in words
 */
public record PromptSignal(String name, double weight, String reason) {}
