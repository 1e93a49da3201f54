package dev.tutti.gateway.responses;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.Loop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.gateway.chat.AnswerContext;
import dev.tutti.gateway.chat.ParsedRequest;
import dev.tutti.gateway.chat.StreamWriter;
import dev.tutti.gateway.chat.WholeWriter;
import dev.tutti.responses.Archive;
import dev.tutti.responses.Predecessor;
import dev.tutti.responses.StoredResponse;
import dev.tutti.session.SessionSettings;
import dev.tutti.session.SessionTicket;
import dev.tutti.session.TurnRequest;
import dev.tutti.session.item.StoredItem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A request for a response. Confined to its call. */
final class ParsedResponsesRequest implements ParsedRequest {
  /** Beyond the call's deadline, for the database. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Archive archive;
  private final Request request;
  private final @Nullable ChatRequest alone;
  private final Supplier<SessionSettings> settings;
  private List<ObjectNode> input;
  private @Nullable SessionTicket ticket;

  /** Translates at once what stands alone, on whatever thread the request was read. */
  ParsedResponsesRequest(Archive archive, Request request, Supplier<SessionSettings> settings) {
    this.archive = archive;
    this.settings = settings;
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
        ? turn(call, id).compose(_ -> found(call))
        : found(call);
  }

  /** What adds to a conversation has its turn there, whether or not its response is kept. */
  private Future<Void> turn(Call call, String conversation) {
    if (settings.get().finishes()) {
      call.tail().outlive();
    }
    var hold = call.tail().hold();
    var _ = call.onCancel(hold);
    var caller = call.caller();
    call.caller(caller.inSession(conversation));
    var request =
        new TurnRequest(
            caller.owner(),
            conversation,
            caller.user(),
            false,
            List.of(),
            call.remaining().plus(GRACE));
    var place = archive.turns().join(caller.owner(), conversation);
    var turn =
        archive
            .conversations()
            .find(caller.owner(), conversation)
            .thenCompose(_ -> archive.turns().begin(request, place));
    return home(turn, call.loop())
        .onFailure(_ -> place.leave())
        .compose(begun -> take(SessionTicket.of(begun, call)))
        .onComplete(_ -> hold.run());
  }

  private Future<Void> take(SessionTicket begun) {
    ticket = begun;
    return Future.succeededFuture();
  }

  private Future<ChatRequest> found(Call call) {
    var owner = call.caller().owner();
    LongConsumer room = call.memory()::take;
    var earlier =
        archive
            .responses()
            .before(owner, request.predecessor(), room)
            .thenCombine(
                archive.responses().items(owner, request.references(), room), EarlierItems::new);
    return home(earlier, call.loop()).compose(found -> translated(found, call.loop()));
  }

  @Override
  public ChatModel around(ChatModel model, ChatRequest asked, Call call) {
    return ticket == null ? model : ticket.around(model);
  }

  /** A response that is to be kept needs room, before anything is paid for. */
  @Override
  public Future<Void> ready(Call call) {
    return request.store()
        ? home(archive.responses().requireRoom(call.caller().owner()), call.loop())
        : Future.succeededFuture();
  }

  /** Beside the loop, as there may be much of it. */
  private Future<ChatRequest> translated(EarlierItems earlier, Loop loop) {
    input = request.input().stream().map(earlier::meant).toList();
    return loop.offload(() -> ChatForm.of(request, earlier.before, input));
  }

  /** Earlier items that were looked up: those before the request, and those that it refers to. */
  private record EarlierItems(List<StoredItem> before, Map<String, StoredItem> referenced) {
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
    var taken = ticket;
    return taken == null ? kept(call, response) : kept(call, response).onComplete(_ -> taken.end());
  }

  private Future<Void> kept(Call call, ObjectNode response) {
    if (!request.store()) {
      return Future.succeededFuture();
    }
    var stored =
        new StoredResponse(
            response.path("id").asString(),
            call.caller().owner(),
            call.caller().user(),
            request.predecessor(),
            input,
            response);
    return home(archive.responses().keep(stored), call.loop());
  }

  /** The outcome of the store's work, on the loop. */
  private static <T> Future<T> home(CompletionStage<T> work, Loop loop) {
    Promise<T> result = Promise.promise();
    work.whenComplete(
        (value, thrown) ->
            loop.run(
                () -> {
                  if (thrown == null) {
                    result.complete(value);
                  } else {
                    result.fail(
                        thrown instanceof CompletionException && thrown.getCause() != null
                            ? thrown.getCause()
                            : thrown);
                  }
                }));
    return result.future();
  }
}
