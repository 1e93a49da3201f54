package dev.tutti.gateway.chat;

import dev.tutti.call.CacheControl;
import dev.tutti.call.Call;
import dev.tutti.call.CallSubject;
import dev.tutti.call.ChatStream;
import dev.tutti.call.Sharing;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.http.CallStart;
import dev.tutti.http.Endpoint;
import dev.tutti.http.ErrorFormat;
import dev.tutti.http.HttpExchange;
import dev.tutti.ledger.Prices;
import dev.tutti.routing.ModelCatalog;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** An endpoint to the models, in whatever dialect its callers speak. */
public final class ChatEndpoint implements Endpoint {
  private static final String COALESCE = "x-tutti-coalesce";
  private static final String STRUCTURED = "x-tutti-structured";
  private static final String EXPLAIN = "x-tutti-explain";

  private final Dialect dialect;
  private final CallStart calls;
  private final Supplier<ModelCatalog> catalog;
  private final Supplier<Prices> prices;
  private final InstantSource clock;

  /**
   * Endpoint of an API.
   *
   * @param catalog the models of the moment; a call keeps those it began with
   * @param prices the prices of the moment
   * @param clock says when answers were made
   */
  public ChatEndpoint(
      Dialect dialect,
      CallStart calls,
      Supplier<ModelCatalog> catalog,
      Supplier<Prices> prices,
      InstantSource clock) {
    this.dialect = dialect;
    this.calls = calls;
    this.catalog = catalog;
    this.prices = prices;
    this.clock = clock;
  }

  @Override
  public Optional<ErrorFormat> errors() {
    return Optional.of(dialect);
  }

  @Override
  public void answer(HttpExchange exchange) {
    var call = calls.begin(exchange);
    call.sharing(sharing(exchange));
    call.live(live(exchange));
    exchange.list("cache-control").map(CacheControl::parse).ifPresent(call::cacheControl);
    RoutingWish.of(exchange, call.tail().routing());
    var forget = call.onCancel(() -> exchange.fail(call.reason()));
    exchange
        .body(calls.settings().bodyLimit())
        .onComplete(_ -> forget.run())
        .compose(body -> read(exchange, body))
        .compose(parsed -> ask(exchange, call, parsed))
        .onFailure(thrown -> exchange.fail(call, thrown));
  }

  private static Sharing sharing(HttpExchange exchange) {
    return switch (exchange.header(COALESCE).orElse("")) {
      case "" -> Sharing.BY_REQUEST;
      case "1" -> Sharing.ALWAYS;
      case "0" -> Sharing.NEVER;
      case String other ->
          throw Fault.invalid(COALESCE, "\"%s\" (expected: 0 or 1)".formatted(other));
    };
  }

  private static boolean live(HttpExchange exchange) {
    return switch (exchange.header(STRUCTURED).orElse("buffered")) {
      case "buffered", "held" -> false;
      case "live" -> true;
      case String other ->
          throw Fault.invalid(STRUCTURED, "\"%s\" (expected: buffered or live)".formatted(other));
    };
  }

  private Future<ParsedRequest> read(HttpExchange exchange, byte[] body) {
    return dialect.makesTrees()
        ? exchange.tree(body, bytes -> dialect.read(bytes, exchange::header))
        : exchange.beside(body, bytes -> dialect.read(bytes, exchange::header));
  }

  private Future<Void> ask(HttpExchange exchange, Call call, ParsedRequest parsed) {
    exchange.tell(parsed::told);
    return parsed
        .request(call)
        .compose(request -> parsed.ready(call).compose(_ -> ask(exchange, call, parsed, request)));
  }

  private Future<Void> ask(
      HttpExchange exchange, Call call, ParsedRequest parsed, ChatRequest request) {
    if (call.cancelled()) {
      throw call.reason();
    }
    call.subject(
        new CallSubject(
            exchange.method().name(),
            exchange.endpoint(),
            request.operation(),
            request.model(),
            request.stream(),
            request.user().orElse("")));
    exchange.principal().requireModel(request.model());
    OtherModels.in(request.body()).ifPresent(exchange.principal()::requireEveryModel);
    var visible = new VisibleModels(catalog.get(), exchange.principal());
    var model = parsed.around(visible.model(request.model()), request, call);
    var context = context(exchange, call, request);
    var answer =
        request.stream()
            ? new SseAnswer(exchange, call, calls.settings(), parsed.stream(context))
            : new WholeAnswer(exchange, call, parsed.whole(context));
    return relay(model.open(request, call), answer);
  }

  private AnswerContext context(HttpExchange exchange, Call call, ChatRequest request) {
    long now = clock.instant().getEpochSecond();
    boolean explain = exchange.header(EXPLAIN).filter("1"::equals).isPresent();
    var report = new CallReport(call, explain, prices);
    return new AnswerContext(request, call, now, calls.settings().echoModel(), report);
  }

  /** Fails only when the answer cannot be written: the model's failure is an answer, too. */
  private static Future<Void> relay(Future<ChatStream> opened, ChatAnswer answer) {
    return opened.compose(
        stream -> {
          answer.begin(stream);
          return Future.succeededFuture();
        },
        thrown -> {
          answer.refuse(thrown);
          return Future.succeededFuture();
        });
  }
}
