package dev.tutti.context;

/**
 * Part of a history that is not in the input, as no view within the budget would have it.
 *
 * @param apart how many of the first messages of the input stand before it, such as pinned ones
 * @param messages how many are in it
 * @param tokens of these, as far as they are known without reading them
 */
public record UnreadHistory(int apart, long messages, long tokens) {
  /** Nothing: the input has the whole history. */
  public static final UnreadHistory NONE = new UnreadHistory(0, 0, 0);
}
