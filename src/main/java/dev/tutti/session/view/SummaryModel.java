package dev.tutti.session.view;

import dev.tutti.call.Caller;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.routing.BackgroundCalls;
import dev.tutti.session.ChatSession;
import java.time.Duration;

/**
 * A model of the catalog that writes summaries, in calls that are recorded as the endpoint {@code
 * summary} of the session's owner, user and name, so that what compression costs is known.
 * Blocking, for virtual threads; thread-safe.
 */
public record SummaryModel(BackgroundCalls calls) {
  /** Stands for the path of an endpoint in what is recorded of these calls. */
  public static final String ENDPOINT = "summary";

  /**
   * The text of its answer.
   *
   * @throws Fault when there is none
   */
  String ask(ChatRequest request, ChatSession session, Duration timeout) {
    var caller = new Caller("", session.owner(), session.user()).inSession(session.id());
    return calls.ask(request, caller, ENDPOINT, timeout);
  }
}
