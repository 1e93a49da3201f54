package dev.tutti.gateway.responses;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.FlowStep;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.gateway.chat.AnswerContext;
import dev.tutti.gateway.chat.ParsedRequest;
import dev.tutti.gateway.chat.StreamWriter;
import dev.tutti.gateway.chat.WholeWriter;
import dev.tutti.responses.Archive;
import dev.tutti.responses.Predecessor;
import dev.tutti.responses.ResponseHistory;
import dev.tutti.responses.StoredResponse;
import dev.tutti.session.ChatSession;
import dev.tutti.session.SessionChats;
import dev.tutti.session.SessionView;
import dev.tutti.session.item.StoredItem;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A request for a response. Confined to its call. */
final class ParsedResponsesRequest implements ParsedRequest {
  private final Archive archive;
  private final Request request;
  private final SessionChats chats;
  private final ConversationTurn turn;
  private final @Nullable ChatRequest alone;
  private List<ObjectNode> input;
  private String dependence = "";

  /** Translates at once what stands alone, on whatever thread the request was read. */
  ParsedResponsesRequest(Archive archive, Request request, SessionChats chats) {
    this.archive = archive;
    this.chats = chats;
    this.turn = new ConversationTurn(archive, chats.settings());
    this.request = request;
    this.input = request.input();
    this.alone = request.standsAlone() ? ChatForm.of(request, List.of(), input) : null;
  }

  @Override
  public Future<ChatRequest> request(Call call) {
    if (alone != null) {
      return Future.succeededFuture(alone);
    }
    return request.predecessor() instanceof Predecessor.Conversation(String id)
        ? turn.begin(call, id).compose(_ -> found(call, true))
        : found(call, true);
  }

  @Override
  public Future<ChatRequest> counted(Call call) {
    return alone != null ? Future.succeededFuture(alone) : found(call, false);
  }

  /**
   * The request after what was said before.
   *
   * @param asks whether a model may be asked about that
   */
  private Future<ChatRequest> found(Call call, boolean asks) {
    var caller = call.caller();
    LongConsumer room = call.memory()::take;
    var earlier =
        archive
            .responses()
            .before(caller.owner(), caller.user(), request.predecessor(), this::reach, room)
            .thenCombine(
                archive
                    .responses()
                    .items(caller.owner(), caller.user(), request.references(), room),
                EarlierItems::new);
    return call.loop().bring(earlier).compose(found -> translated(found, call, asks));
  }

  private long reach(ChatSession session) {
    return EarlierTurns.shortens(request, session, archive.settings().truncation())
        ? chats.view().reach(session)
        : Long.MAX_VALUE;
  }

  @Override
  public ChatModel around(ChatModel model, ChatRequest asked, Call call) {
    return turn.around(model);
  }

  /** A response that is to be kept needs room, before anything is paid for. */
  @Override
  public Future<Void> ready(Call call) {
    return request.store()
        ? call.loop().bring(archive.responses().requireRoom(call.caller().owner()))
        : Future.succeededFuture();
  }

  private Future<ChatRequest> translated(EarlierItems earlier, Call call, boolean asks) {
    input = request.input().stream().map(earlier::meant).toList();
    return earlier.history.isNone()
        ? translated(List.of(), call)
        : seen(earlier.history, call, asks).compose(seen -> translated(seen.items(), call));
  }

  /** Beside the loop, as there may be much of it. */
  private Future<ChatRequest> translated(List<StoredItem> before, Call call) {
    return call.loop().offload(() -> ChatForm.of(request, before, input));
  }

  private Future<EarlierTurns.Excerpt> seen(ResponseHistory history, Call call, boolean asks) {
    call.cacheControl(call.cacheControl().withoutStoring());
    var caller = call.caller();
    var terms = EarlierTurns.terms(request, history, archive.settings().truncation());
    var asked = asks ? terms : terms.withoutAsking();
    return call.loop()
        .bring(
            CompletableFuture.supplyAsync(
                () ->
                    new EarlierTurns(history, input).excerpt(chats.view(), caller, request, asked),
                chats.threads()))
        .onSuccess(seen -> note(call, seen.view()));
  }

  private void note(Call call, SessionView seen) {
    var wish = request.followUp();
    dependence = wish.decision().isPresent() ? wish.word() : seen.dependence();
    call.tail().context(seen.use());
    seen.steps().forEach(call.tail().flow()::begin);
  }

  /** Earlier items that were looked up: those before the request, and those that it refers to. */
  private record EarlierItems(ResponseHistory history, Map<String, StoredItem> referenced) {
    ObjectNode meant(ObjectNode item) {
      var kept = referenced.get(item.path("id").asString(""));
      return Request.isReference(item) && kept != null ? kept.json() : item;
    }
  }

  @Override
  public StreamWriter stream(AnswerContext context) {
    return new ResponsesStream(begin(context), context);
  }

  @Override
  public WholeWriter whole(AnswerContext context) {
    return new ResponsesWhole(begin(context), context);
  }

  private ResponseFrame begin(AnswerContext context) {
    return new ResponseFrame(request, context, archive.ids(), this::keep);
  }

  /** Keeps the response, unless its caller does not want that. */
  private Future<Void> keep(Call call, ObjectNode response) {
    return kept(call, response).onComplete(_ -> turn.end());
  }

  private Future<Void> kept(Call call, ObjectNode response) {
    if (!request.store()) {
      return Future.succeededFuture();
    }
    long since = call.loop().nanos();
    var caller = call.caller();
    var stored =
        new StoredResponse(
            response.path("id").asString(),
            caller.owner(),
            caller.user(),
            request.predecessor(),
            input,
            dependence,
            response);
    return call.loop()
        .bring(archive.responses().keep(stored))
        .onSuccess(session -> note(call, session, stored, since))
        .mapEmpty();
  }

  /** What is recorded of the call belongs to the session, and is erased with it. */
  private static void note(Call call, String session, StoredResponse stored, long since) {
    if (call.caller().session().isEmpty()) {
      call.caller(call.caller().inSession(session));
    }
    var details = Json.object().put("response", stored.id());
    call.tail().flow().note(FlowStep.Kind.KEPT, since, call.loop().nanos(), details);
  }
}
