package dev.tutti.call;

/**
 * Use that a call makes of a conversation: what it sends of it, against all of it. Tokens are
 * estimated.
 *
 * @param sent tokens that are sent
 * @param cached those at their beginning that the request of the turn before had, too
 * @param full tokens of the full history
 * @param fullCached those of them that a full request of the turn before had, too
 * @param decision about what is asked
 */
public record ContextUse(
    long sent, long cached, long full, long fullCached, TurnDecision decision) {
  /** No conversation. */
  public static final ContextUse NONE = new ContextUse(0, 0, 0, 0, TurnDecision.NONE);

  /** Whether there is no conversation. */
  public boolean isNone() {
    return full == 0;
  }

  /**
   * The same with a prompt around it.
   *
   * @param tokens of the prompt that is sent
   * @param most of the prompt that would be sent otherwise, which a prompt cache may know
   */
  public ContextUse within(long tokens, long most) {
    long known = fullCached == 0 ? 0 : most; // a first turn finds nothing in a cache
    return new ContextUse(
        sent + tokens,
        cached + (tokens == most ? known : 0),
        full + most,
        fullCached + known,
        decision);
  }
}
