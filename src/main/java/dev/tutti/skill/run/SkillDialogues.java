package dev.tutti.skill.run;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.FlowStep;
import dev.tutti.call.TurnDecision;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.session.ChatSession;
import dev.tutti.session.NewMessage;
import dev.tutti.session.SessionChats;
import dev.tutti.session.SessionTurn;
import dev.tutti.session.Sessions;
import dev.tutti.session.TurnRequest;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.skill.api.SkillResult;
import dev.tutti.skill.run.SkillArrival.TurnNames;
import dev.tutti.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Executions as turns of sessions: each waits until those before it in its session are answered,
 * goes on with a view of what was said, whatever the endpoint, and is kept with its answer.
 * Blocking, for virtual threads; thread-safe.
 */
public final class SkillDialogues {
  private static final int REMEMBERED = 10_000;

  /** The time that a call's loop may take to answer: far more than any step on it. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final SessionChats chats;
  private final SkillEngine engine;
  private final Supplier<SkillSessions.Retention> retention;

  /** Sessions of end users where another one has a session of that name. */
  private final Cache<UserSession, String> others =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  private record UserSession(String owner, String session, String user) {
    static UserSession of(Caller caller) {
      return new UserSession(caller.owner(), caller.session(), caller.user());
    }
  }

  /**
   * @param engine chooses versions
   * @param retention how much of what was said a skill goes on with
   */
  public SkillDialogues(
      SessionChats chats, SkillEngine engine, Supplier<SkillSessions.Retention> retention) {
    this.chats = chats;
    this.engine = engine;
    this.retention = retention;
  }

  /** Execution of a version that is chosen. */
  @FunctionalInterface
  public interface ChosenExecution {
    /**
     * Executes it.
     *
     * @throws Fault when nothing came of it
     */
    SkillResult execute(Skill skill, SkillRequest request);
  }

  /**
   * Joins the line of the caller's session, if there is one; to be called as soon as the whole
   * request is here, on the call's loop. Who joins executes, or the line goes on no more.
   */
  public SkillArrival arrive(SkillRequest request, Call call) {
    if (!isTurn(request, call.caller())) {
      return SkillArrival.NOWHERE;
    }
    var ids = sessions().ids();
    return arrive(request, call, new TurnNames(ids.next("msg"), ids.next("msg")));
  }

  private static boolean isTurn(SkillRequest request, Caller caller) {
    return !caller.session().isEmpty() && !request.userMessage().isEmpty();
  }

  /** The same with messages of these names, which another attempt may ask for again. */
  public SkillArrival arrive(SkillRequest request, Call call, TurnNames names) {
    var caller = call.caller();
    if (!isTurn(request, caller)) {
      return SkillArrival.NOWHERE;
    }
    if (chats.settings().get().finishes()) {
      call.tail().outlive();
    }
    var other = others.getIfPresent(UserSession.of(caller));
    var name = other == null ? caller.session() : other;
    var place = chats.turns().join(caller.owner(), name);
    var hold = call.tail().hold();
    return new SkillArrival(name, place, () -> call.loop().run(hold), names);
  }

  /**
   * Takes back what an earlier attempt has asked in the caller's session that broke off; says
   * whether it was answered after all.
   */
  public boolean takeBack(SkillRequest request, Call call, TurnNames names) {
    var caller = call.caller();
    if (!isTurn(request, caller)) {
      return false;
    }
    var session = session(call).id();
    return Store.await(
        chats
            .turns()
            .takeBack(caller.owner(), session, names.asked(), names.answer(), call.remaining()));
  }

  /**
   * Executes a skill in the caller's session, if there is one. What the caller says was said before
   * takes the place of what is kept.
   *
   * @throws Fault when nothing came of it: then what was asked is taken back, but for a caller who
   *     has left
   */
  public SkillResult execute(
      SkillRequest request, Call call, SkillArrival arrival, ChosenExecution execution) {
    if (arrival.place() == null) {
      return execution.execute(choose(request, call), request);
    }
    try {
      long since = call.loop().nanos();
      var turn = begin(request, call, arrival);
      var session = Json.object().put("session", call.caller().session());
      var step = FlowStep.of(FlowStep.Kind.TURN, since, call.loop().nanos(), session);
      call.loop().run(() -> begin(call, turn, step));
      return inTurn(request, call, turn, arrival.names(), execution);
    } finally {
      arrival.leave();
    }
  }

  private static void begin(Call call, SessionTurn turn, FlowStep step) {
    call.tail().flow().begin(step);
    call.tail().waits().forTurn(step.took());
    turn.message().ifPresent(call.tail()::answers);
  }

  /** The request with a decision that was taken already, if it was. */
  public static SkillRequest decided(SkillRequest request, TurnDecision decision) {
    return SkillViews.decided(request, decision);
  }

  private SkillResult inTurn(
      SkillRequest request,
      Call call,
      SessionTurn turn,
      TurnNames names,
      ChosenExecution execution) {
    try {
      var skill = choose(request, call);
      var views = new SkillViews(chats.view(), retention.get().messages());
      var result = execution.execute(skill, views.after(skill, request, call, turn));
      end(result, call, turn, names);
      return result;
    } catch (Fault fault) {
      boolean gone = fault.code() == FaultCode.CANCELLED || hasLeft(call);
      Store.await(gone ? turn.leave() : turn.withdraw());
      throw fault;
    } finally {
      var _ = turn.withdraw(); // unless it has ended
    }
  }

  private Skill choose(SkillRequest request, Call call) {
    long since = call.loop().nanos();
    var skill = engine.choose(request, call.caller());
    var details =
        Json.object()
            .put("skill", skill.name())
            .put("version", skill.version().getVersion())
            .put("revision", skill.revision());
    note(call, FlowStep.Kind.SKILL, since, details);
    return skill;
  }

  private static void note(Call call, FlowStep.Kind kind, long since, ObjectNode details) {
    var step = FlowStep.of(kind, since, call.loop().nanos(), details);
    call.loop().run(() -> call.tail().flow().note(step));
  }

  /** Keeps an answer; a text that stands for one is none. */
  private void end(SkillResult result, Call call, SessionTurn turn, TurnNames names) {
    if (result.isText()) {
      Store.await(turn.withdraw());
      return;
    }
    long since = call.loop().nanos();
    var answer = answer(result, names.answer());
    Store.await(turn.keep(List.of(answer)));
    var details =
        Json.object().put("message", turn.asked().getLast().id()).put("reply", answer.id());
    note(call, FlowStep.Kind.KEPT, since, details);
  }

  private static boolean hasLeft(Call call) {
    var left = new CompletableFuture<Boolean>();
    call.loop().run(() -> left.complete(call.tail().left()));
    return left.completeOnTimeout(true, LONGEST.toSeconds(), TimeUnit.SECONDS).join();
  }

  private SessionTurn begin(SkillRequest request, Call call, SkillArrival arrival) {
    var caller = call.caller();
    var session = session(call);
    var message = Json.object().put("role", "user").put("content", request.userMessage());
    var wish = request.followUp();
    var asked =
        NewMessage.given(arrival.names().asked(), sessions().clock().instant(), message)
            .with(Json.object().put("skill", request.name()))
            .counted(0, wish.decision().isEmpty() ? "" : wish.word());
    var turn =
        new TurnRequest(
            caller.owner(), session.id(), session.user(), false, List.of(asked), call.remaining());
    var place = arrival.place();
    if (place != null && arrival.isAt(session.id())) {
      return Store.await(chats.turns().begin(turn, place));
    }
    if (place != null) {
      place.leave(); // the line of another end user's session
    }
    others.put(UserSession.of(caller), session.id());
    return Store.await(chats.turns().begin(turn));
  }

  /**
   * A session is one end user's: another one's of the same name has a row of its own. Who names no
   * end user goes on in the one of that name, as at every endpoint.
   */
  private ChatSession session(Call call) {
    var caller = call.caller();
    var found = begun(call, caller.session());
    return caller.user().isEmpty() || found.user().equals(caller.user())
        ? found
        : begun(call, nameOf(caller.session(), caller.user()));
  }

  /** The name of an end user's session where another end user has one of that name. */
  static String nameOf(String session, String user) {
    return session + "@" + user;
  }

  private ChatSession begun(Call call, String name) {
    var caller = call.caller();
    var now = sessions().clock().instant();
    var passing = ChatSession.begin(name, caller.owner(), caller.user(), now).passing();
    return Store.await(sessions().findOrCreate(passing, call.remaining()));
  }

  private Sessions sessions() {
    return chats.sessions();
  }

  private NewMessage answer(SkillResult result, String id) {
    var said = Json.object().put("role", "assistant").put("content", result.text());
    var skill =
        Json.object()
            .put("skill", result.skill().name())
            .put("revision", result.skill().revision());
    return NewMessage.said(id, result.model(), sessions().clock().instant(), said).with(skill);
  }
}
