package dev.tutti;

import dev.tutti.call.ActiveCalls;
import dev.tutti.call.Answer;
import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallObserver;
import dev.tutti.call.CallSubject;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.ForwardingSink;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Outcome;
import dev.tutti.http.CallStart;
import dev.tutti.platform.Platform;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.skill.SkillFeature;
import dev.tutti.skill.api.SkillListener;
import dev.tutti.skill.api.SkillName;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.skill.api.SkillResult;
import io.vertx.core.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Calls by the program that Tutti runs in, without HTTP. Thread-safe. */
final class EmbeddedCalls {
  /** Stands for the path of an endpoint in what is recorded of these calls. */
  private static final String ENDPOINT = "java";

  private final ActiveCalls live = new ActiveCalls();
  private final Platform platform;
  private final CallStart start;
  private final Supplier<ModelCatalog> catalog;
  private final SkillFeature skills;

  /**
   * Calls with the deadline of calls over HTTP, observed as they are.
   *
   * @param catalog the models of the moment
   */
  EmbeddedCalls(
      Platform platform, CallStart start, Supplier<ModelCatalog> catalog, SkillFeature skills) {
    this.platform = platform;
    this.start = start;
    this.catalog = catalog;
    this.skills = skills;
  }

  /** Asks a model, on the next loop. */
  Answer ask(ChatRequest request) {
    return Answer.open(this::open, request, call(Caller.ANONYMOUS), live);
  }

  /** The same behind all other calls. */
  Answer askInBackground(ChatRequest request) {
    var call = call(Caller.ANONYMOUS);
    call.tail().background(true);
    return Answer.open(this::open, request, call, live);
  }

  /**
   * Asks a model with something around it, such as the turn in a session.
   *
   * @param caller on whose behalf
   */
  Answer ask(ChatRequest request, Caller caller, UnaryOperator<ChatModel> around) {
    ChatModel model = (asked, call) -> open(asked, call, around);
    return Answer.open(model, request, call(caller), live);
  }

  private Future<ChatStream> open(ChatRequest request, Call call) {
    return open(request, call, UnaryOperator.identity());
  }

  private Future<ChatStream> open(ChatRequest request, Call call, UnaryOperator<ChatModel> around) {
    call.subject(
        new CallSubject(
            "",
            ENDPOINT,
            request.operation(),
            request.model(),
            request.stream(),
            request.user().orElse("")));
    return Future.succeededFuture(request.model())
        .compose(model -> around.apply(catalog.get().model(model)).open(request, call))
        .map(stream -> stream.through(sink -> new EndingSink(sink, call, start.observer())))
        .onFailure(thrown -> start.observer().ended(call, end(thrown)));
  }

  private static CallEnd end(Throwable thrown) {
    return new CallEnd(Fault.from(thrown).code().code(), 0);
  }

  /** Tells an observer how an answer has ended. */
  private static final class EndingSink extends ForwardingSink {
    private final Call call;
    private final CallObserver observer;

    EndingSink(ChatStream.Sink reader, Call call, CallObserver observer) {
      super(reader);
      this.call = call;
      this.observer = observer;
    }

    /** First, as the program may close everything once it has the answer. */
    @Override
    public void end(Outcome outcome) {
      observer.ended(call, new CallEnd(outcome.word(), 0));
      super.end(outcome);
    }
  }

  /** Executes a skill; blocks. */
  SkillResult execute(SkillRequest request, String user, String session, SkillListener listener) {
    var caller = Caller.ANONYMOUS.forUser(user).inSession(session);
    return run(
        SkillName.PREFIX + request.name(), caller, call -> skills.execute(request, call, listener));
  }

  /**
   * Runs something that asks models as parts of a call; blocks.
   *
   * @param model its name as a model
   */
  <T> T run(String model, Caller caller, Function<Call, T> work) {
    var call = call(caller);
    live.add(call);
    var subject = new CallSubject("", ENDPOINT, Operation.CHAT, model, false);
    call.loop().run(() -> call.subject(subject));
    try {
      var result = work.apply(call);
      start.observer().tell(call, CallEnd.COMPLETED);
      return result;
    } catch (RuntimeException e) {
      start.observer().tell(call, Fault.from(e).code().code());
      throw e;
    } finally {
      live.remove(call);
    }
  }

  private Call call(Caller caller) {
    var deadline = start.settings().deadline();
    var call = new Call(platform.ids().next(), caller, platform.loops().next(), deadline);
    start.traces().begin(null).ifPresent(call::trace);
    return call;
  }

  /**
   * Lets nobody ask any more, and waits for what has begun; after {@code server.drain} what is left
   * is cancelled.
   */
  void drain() {
    live.drain(start.settings().drain());
  }
}
