package dev.tutti.skill.run;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.session.ChatSession;
import dev.tutti.session.NewMessage;
import dev.tutti.session.SessionMessage;
import dev.tutti.session.SessionTurn;
import dev.tutti.session.SessionTurns;
import dev.tutti.session.Sessions;
import dev.tutti.session.TurnRequest;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.skill.api.SkillResult;
import dev.tutti.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Executions as turns of sessions: each waits until those before it in its session are answered,
 * goes on with what was said, whatever the endpoint, and is kept with its answer. Blocking, for
 * virtual threads; thread-safe.
 */
public final class SkillDialogues {
  private static final Set<String> SPEAKERS = Set.of("user", "assistant");
  private static final int LONGEST = 32 << 10; // characters of what was said before

  private final Sessions sessions;
  private final SessionTurns turns;
  private final Supplier<SkillSessions.Retention> retention;

  /**
   * @param retention how much of what was said a skill goes on with
   */
  public SkillDialogues(
      Sessions sessions, SessionTurns turns, Supplier<SkillSessions.Retention> retention) {
    this.sessions = sessions;
    this.turns = turns;
    this.retention = retention;
  }

  /**
   * Executes a skill in the caller's session, if there is one. What the caller says was said before
   * takes the place of what is kept, and who begins anew goes on with nothing.
   *
   * @throws Fault when nothing came of it: then what was asked is taken back, but for a caller who
   *     has left
   */
  public SkillResult execute(
      SkillRequest request, Call call, Function<SkillRequest, SkillResult> execution) {
    if (call.caller().session().isEmpty() || request.userMessage().isEmpty()) {
      return execution.apply(request);
    }
    var turn = begin(request, call.caller(), call.remaining());
    try {
      var result = execution.apply(after(request, turn));
      Store.await(result.isText() ? turn.withdraw() : turn.keep(List.of(answer(result))));
      return result;
    } catch (Fault fault) {
      Store.await(fault.code() == FaultCode.CANCELLED ? turn.leave() : turn.withdraw());
      throw fault;
    } finally {
      var _ = turn.withdraw(); // unless it has ended
    }
  }

  private SessionTurn begin(SkillRequest request, Caller caller, Duration longest) {
    var session = session(caller);
    var message = Json.object().put("role", "user").put("content", request.userMessage());
    var now = sessions.clock().instant();
    var asked = NewMessage.given(sessions.ids().next("msg"), now, message);
    var said = List.of(asked.with(Json.object().put("skill", request.name())));
    return Store.await(
        turns.begin(
            new TurnRequest(caller.owner(), session.id(), session.user(), false, said, longest)));
  }

  /**
   * A session is one end user's: another one's of the same name has a row of its own. Who names no
   * end user goes on in the one of that name, as at every endpoint.
   */
  private ChatSession session(Caller caller) {
    var found = begun(caller, caller.session());
    return caller.user().isEmpty() || found.user().equals(caller.user())
        ? found
        : begun(caller, nameOf(caller.session(), caller.user()));
  }

  /** The name of an end user's session where another end user has one of that name. */
  static String nameOf(String session, String user) {
    return session + "@" + user;
  }

  private ChatSession begun(Caller caller, String name) {
    var now = sessions.clock().instant();
    var passing = ChatSession.begin(name, caller.owner(), caller.user(), now).passing();
    return Store.await(sessions.findOrCreate(passing));
  }

  private SkillRequest after(SkillRequest request, SessionTurn turn) {
    if (!request.history().isEmpty() || request.followUp() == SkillRequest.FollowUp.NO) {
      return request;
    }
    int most = retention.get().messages() + turn.asked().size();
    var latest = Store.await(turn.latest(most, _ -> {}));
    return request.after(spoken(latest.subList(0, latest.size() - turn.asked().size())));
  }

  /** As many as are gone on with, beginning with the user. */
  private List<ObjectNode> spoken(List<SessionMessage> before) {
    var spoken = before.stream().filter(SkillDialogues::isPlain).toList();
    int from = Math.max(0, spoken.size() - retention.get().messages());
    while (from < spoken.size()
        && (length(spoken.subList(from, spoken.size())) > LONGEST
            || !spoken.get(from).role().equals("user"))) {
      from++;
    }
    return spoken.subList(from, spoken.size()).stream()
        .map(each -> Json.object().put("role", each.role()).put("content", each.text()))
        .toList();
  }

  /** Pictures, documents, instructions and calls of tools are not said again. */
  private static boolean isPlain(SessionMessage message) {
    return SPEAKERS.contains(message.role()) && !message.text().isEmpty();
  }

  private static int length(List<SessionMessage> messages) {
    return messages.stream().mapToInt(each -> each.text().length()).sum();
  }

  private NewMessage answer(SkillResult result) {
    var said = Json.object().put("role", "assistant").put("content", result.text());
    var skill =
        Json.object()
            .put("skill", result.skill().name())
            .put("revision", result.skill().revision());
    var id = sessions.ids().next("msg");
    return NewMessage.said(id, result.model(), sessions.clock().instant(), said).with(skill);
  }
}
