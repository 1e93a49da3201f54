package dev.tutti.session;

import dev.tutti.call.Caller;
import dev.tutti.followup.FollowUpWish;
import java.util.List;

/**
 * Request for a view of a session.
 *
 * @param caller on whose behalf
 * @param history everything that was said, the oldest first; what is asked now is at its end
 * @param newest how many of the last messages are asked now; these are in every view
 * @param model who is asked
 * @param followUp what the caller says about what is asked now
 * @param terms on which it is made
 */
public record ViewRequest(
    Caller caller,
    ChatSession session,
    List<SessionMessage> history,
    int newest,
    String model,
    FollowUpWish followUp,
    ViewTerms terms) {

  /** Request for what a model would be sent now, without anything that is asked. */
  public static ViewRequest preview(
      Caller caller, ChatSession session, List<SessionMessage> history, String model) {
    return new ViewRequest(
        caller, session, history, 0, model, FollowUpWish.AUTO, ViewTerms.USUAL.withoutAsking());
  }

  /** Messages before those that are asked now. */
  public List<SessionMessage> before() {
    return history.subList(0, history.size() - newest);
  }

  /** Messages that are asked now. */
  public List<SessionMessage> asked() {
    return history.subList(history.size() - newest, history.size());
  }
}
