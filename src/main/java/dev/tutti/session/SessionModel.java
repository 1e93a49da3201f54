package dev.tutti.session;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.FlowStep;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonEdits;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.ReasoningHistory;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A model that is asked in a session: it waits for its turn, keeps what is said, is sent a view of
 * the history with it, and keeps its answer before the reader hears its end.
 *
 * <p>A call that fails leaves nothing, as its caller is told. Where nobody is there to be told,
 * what was asked stays.
 */
record SessionModel(ChatModel model, SessionChats chats, SessionPost post) implements ChatModel {
  /** Beyond the call's deadline, for the database. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** Reads an answer to its end for a caller who was told of a fault meanwhile. */
  private static final ChatStream.Sink NOBODY =
      new ChatStream.Sink() {
        @Override
        public void chunk(Chunk chunk) {}

        @Override
        public void flush() {}

        @Override
        public void end(Outcome outcome) {}
      };

  @Override
  public Optional<Fault> against(ChatRequest request) {
    return model.against(request);
  }

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    if (chats.settings().get().finishes()) {
      call.tail().outlive();
    }
    var wish = call.cacheControl().withoutStoring();
    call.cacheControl(post.isAgain() ? wish.anew() : wish);
    var release = call.tail().hold();
    Promise<ChatStream> opened = Promise.promise();
    var forget = call.onCancel(() -> opened.tryFail(call.reason()));
    long since = call.loop().nanos();
    call.loop()
        .bring(begun(turn(call.caller().of(request), call)))
        .onSuccess(turn -> begin(call, turn, turned(since, call)))
        .compose(turn -> begun(request, call, new Exchange(turn, release)))
        .onComplete(_ -> forget.run())
        .onSuccess(
            stream -> {
              if (!opened.tryComplete(stream)) {
                stream.start(NOBODY);
              }
            })
        .onFailure(
            thrown -> {
              release.run();
              opened.tryFail(thrown);
            });
    return opened.future();
  }

  private static void begin(Call call, SessionTurn turn, FlowStep step) {
    call.tail().flow().begin(step);
    call.tail().waits().forTurn(step.took());
    turn.message().ifPresent(call.tail()::answers);
  }

  private FlowStep turned(long since, Call call) {
    var details = Json.object().put("session", post.sessionId());
    return FlowStep.of(FlowStep.Kind.TURN, since, call.loop().nanos(), details);
  }

  private CompletableFuture<SessionTurn> begun(TurnRequest request) {
    var turns = chats.turns();
    return post.place()
        .map(place -> turns.begin(request, place))
        .orElseGet(() -> turns.begin(request));
  }

  /** Turn in a session, and what holds its call meanwhile. */
  record Exchange(SessionTurn turn, Runnable release) {}

  private TurnRequest turn(Caller caller, Call call) {
    var at = chats.sessions().clock().instant();
    var asked =
        post.messages().stream()
            .map(json -> NewMessage.given(chats.sessions().ids().next("msg"), at, json))
            .map(each -> each.counted(0, post.followUp().decision().isEmpty() ? "" : said()))
            .map(this::goingOn)
            .toList();
    post.asked(asked);
    return new TurnRequest(
            caller.owner(),
            post.sessionId(),
            caller.user(),
            post.creates(),
            asked,
            call.remaining().plus(GRACE))
        .beginning(post.begins());
  }

  private NewMessage goingOn(NewMessage message) {
    var variant = post.goesOnFrom();
    return variant.isEmpty() ? message : message.with(MessageVariants.goingOn(variant));
  }

  /** Word of the caller about what is asked, so that later views know it. */
  private String said() {
    return post.followUp().word();
  }

  private Future<ChatStream> begun(ChatRequest request, Call call, Exchange exchange) {
    if (call.cancelled()) {
      return ended(call.reason(), call, exchange);
    }
    return sent(request, call, exchange.turn)
        .compose(asked -> model.open(asked, call))
        .map(stream -> (ChatStream) new SessionStream(stream, request, call, this, exchange))
        .recover(thrown -> ended(thrown, call, exchange));
  }

  /** The request with the view of the history in the place of its messages. */
  private Future<ChatRequest> sent(ChatRequest request, Call call, SessionTurn turn) {
    var caller = call.caller().of(request);
    int newest = post.isAgain() ? 1 : turn.asked().size();
    var terms = ViewTerms.USUAL.recalling(post.recalls());
    var read =
        turn.session()
            .thenCompose(
                session ->
                    turn.recent(session, chats.view(), call.memory()::take)
                        .thenApplyAsync(
                            recent ->
                                sent(
                                    new ViewRequest(
                                        caller,
                                        session,
                                        answered(recent.messages()),
                                        newest,
                                        request.model(),
                                        post.followUp(),
                                        terms,
                                        recent.unread())),
                            chats.threads()));
    return call.loop()
        .bring(read)
        .compose(
            sent -> {
              post.sent(sent.session, sent.view);
              call.tail().context(sent.view.use());
              sent.view.steps().forEach(call.tail().flow()::note);
              return call.loop().offload(() -> request.edited(messages(sent)));
            });
  }

  /** What is to be answered, with what was said before it. */
  private List<SessionMessage> answered(List<SessionMessage> history) {
    var variant = post.goesOnFrom();
    int asked = post.messages().size();
    if (!variant.isEmpty() && !isLast(MessageVariants.chosen(history), variant, asked)) {
      throw Fault.invalid(
          "variant",
          "\"%s\" (expected: the id of a variant of the last answer)".formatted(variant));
    }
    if (!post.isAgain()) {
      return history;
    }
    var last =
        MessageVariants.last(history)
            .orElseThrow(
                () ->
                    Fault.invalid(
                        "regenerate",
                        "the session does not end with an answer (expected: one to make anew)"));
    post.metadata(last.next());
    return last.before();
  }

  private static boolean isLast(List<SessionMessage> chosen, String id, int behind) {
    int at = chosen.size() - behind - 1;
    return at >= 0 && chosen.get(at).id().equals(id);
  }

  private ViewedSession sent(ViewRequest request) {
    return new ViewedSession(request.session(), chats.view().of(request));
  }

  private record ViewedSession(ChatSession session, SessionView view) {}

  private JsonEdits messages(ViewedSession sent) {
    var messages = Json.array();
    if (!sent.session.system().isEmpty()) {
      messages.addObject().put("role", "system").put("content", sent.session.system());
    }
    post.lead().forEach(messages::add);
    sent.view.messages().forEach(each -> messages.add(each.deepCopy()));
    ReasoningHistory.trim(messages);
    return JsonEdits.none().set("messages", messages);
  }

  /** The turn ends without an answer. */
  private <T> Future<T> ended(Throwable thrown, Call call, Exchange exchange) {
    var fault = Fault.from(thrown);
    return call.loop()
        .bring(end(fault, call, exchange.turn))
        .transform(
            _ -> {
              exchange.release.run();
              return Future.failedFuture(fault);
            });
  }

  /** Takes back what was asked, unless its caller is not there to be told. */
  CompletableFuture<Void> end(Fault fault, Call call, SessionTurn turn) {
    boolean gone = call.tail().left() || fault.code() == FaultCode.CANCELLED;
    return gone ? turn.leave() : turn.withdraw();
  }

  /** Keeps an answer; completes on the call's loop when it is on disk. */
  Future<Void> keep(SessionReply said, Call call, SessionTurn turn) {
    var reply =
        NewMessage.said(
                chats.sessions().ids().next("msg"),
                said.model(),
                chats.sessions().clock().instant(),
                said.json())
            .with(post.metadata());
    post.answered(reply);
    long since = call.loop().nanos();
    return call.loop()
        .bring(turn.keep(List.of(reply)))
        .onSuccess(_ -> call.tail().flow().note(kept(turn, reply, since, call.loop().nanos())));
  }

  private static FlowStep kept(SessionTurn turn, NewMessage reply, long from, long to) {
    var details = Json.object().put("reply", reply.id());
    if (!turn.asked().isEmpty()) {
      details.put("message", turn.asked().getLast().id());
    }
    return FlowStep.of(FlowStep.Kind.KEPT, from, to, details);
  }
}
