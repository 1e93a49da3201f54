package dev.tutti.session;

import dev.tutti.call.Caller;
import dev.tutti.followup.FollowUpWish;
import java.util.List;

/**
 * Request for a view of a session.
 *
 * @param caller on whose behalf
 * @param history what was said, the oldest first, one variant of each answer; what is asked now is
 *     at its end
 * @param newest how many of the last messages are asked now; these are in every view
 * @param model who is asked
 * @param followUp what the caller says about what is asked now
 * @param terms on which it is made
 * @param unread of the session, as no view reaches it
 */
public record ViewRequest(
    Caller caller,
    ChatSession session,
    List<SessionMessage> history,
    int newest,
    String model,
    FollowUpWish followUp,
    ViewTerms terms,
    UnreadRows unread) {

  /** Takes one variant of each answer. */
  public ViewRequest {
    history = MessageVariants.chosen(history);
  }

  /** Request with everything that was said. */
  public ViewRequest(
      Caller caller,
      ChatSession session,
      List<SessionMessage> history,
      int newest,
      String model,
      FollowUpWish followUp,
      ViewTerms terms) {
    this(caller, session, history, newest, model, followUp, terms, UnreadRows.NONE);
  }

  /** Request for what a model would be sent now, without anything that is asked. */
  public static ViewRequest preview(
      Caller caller, ChatSession session, RecentHistory history, String model) {
    return new ViewRequest(
        caller,
        session,
        history.messages(),
        0,
        model,
        FollowUpWish.AUTO,
        ViewTerms.USUAL.withoutAsking(),
        history.unread());
  }

  /** How many of the first messages stand before what was not read. */
  public int apart() {
    return (int) history.stream().takeWhile(each -> each.position() < unread.until()).count();
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
