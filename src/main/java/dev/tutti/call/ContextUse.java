package dev.tutti.call;

/**
 * Use that a call makes of a conversation: what it sends of it, against all of it. Tokens are
 * estimated.
 *
 * @param sent tokens that are sent
 * @param cached those at their beginning that the request of the turn before had, too
 * @param full tokens of the full history
 * @param fullCached those of them that a full request of the turn before had, too
 * @param followUp the decision about what is asked, empty where there was none
 */
public record ContextUse(long sent, long cached, long full, long fullCached, String followUp) {
  /** No conversation. */
  public static final ContextUse NONE = new ContextUse(0, 0, 0, 0, "");

  /** The same with a decision. */
  public ContextUse decided(String word) {
    return new ContextUse(sent, cached, full, fullCached, word);
  }
}
