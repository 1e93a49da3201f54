package dev.tutti.gateway.chat;

import dev.tutti.call.CacheControl;
import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.call.Sharing;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.http.CallStart;
import dev.tutti.http.Door;
import dev.tutti.http.ErrorFormat;
import dev.tutti.http.ServerSettings;
import dev.tutti.http.Visit;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Consumer;

/** A door to the models, in whatever dialect its callers speak. */
public final class ChatDoor implements Door {
  private static final String COALESCE = "x-tutti-coalesce";
  private static final String STRUCTURED = "x-tutti-structured";
  private static final String EXPLAIN = "x-tutti-explain";

  private final Dialect dialect;
  private final Services services;
  private final ServerSettings settings;
  private final CallStart calls;

  public ChatDoor(Dialect dialect, Services services, ServerSettings settings, CallStart calls) {
    this.dialect = dialect;
    this.services = services;
    this.settings = settings;
    this.calls = calls;
  }

  @Override
  public Optional<ErrorFormat> errors() {
    return Optional.of(dialect);
  }

  @Override
  public void answer(Visit visit) {
    var call = calls.begin(visit);
    call.sharing(sharing(visit));
    call.live(live(visit));
    visit.list("cache-control").map(CacheControl::parse).ifPresent(call::cacheControl);
    var forget = call.onCancel(() -> visit.fail(call.reason()));
    visit
        .body(settings.bodyLimit())
        .onComplete(_ -> forget.run())
        .onSuccess(body -> visit.attempt(() -> read(visit, call, body)))
        .onFailure(visit::fail);
  }

  private static Sharing sharing(Visit visit) {
    return switch (visit.header(COALESCE).orElse("")) {
      case "" -> Sharing.BY_REQUEST;
      case "1" -> Sharing.ALWAYS;
      case "0" -> Sharing.NEVER;
      case String other ->
          throw Fault.invalid(COALESCE, "\"%s\" (expected: 0 or 1)".formatted(other));
    };
  }

  private static boolean live(Visit visit) {
    return switch (visit.header(STRUCTURED).orElse("held")) {
      case "held" -> false;
      case "live" -> true;
      case String other ->
          throw Fault.invalid(STRUCTURED, "\"%s\" (expected: held or live)".formatted(other));
    };
  }

  private void read(Visit visit, Call call, byte[] body) {
    read(visit, body)
        .onSuccess(asked -> visit.attempt(call, () -> ask(visit, call, asked)))
        .onFailure(visit::fail);
  }

  private Future<Asked> read(Visit visit, byte[] body) {
    return dialect.makesTrees()
        ? visit.tree(body, bytes -> dialect.read(bytes, visit::header))
        : visit.beside(body, bytes -> dialect.read(bytes, visit::header));
  }

  private void ask(Visit visit, Call call, Asked asked) {
    visit.tell(asked::told);
    asked
        .request(call)
        .compose(request -> asked.ready(call).map(request))
        .onSuccess(request -> visit.attempt(call, () -> ask(visit, call, asked, request)))
        .onFailure(visit::fail);
  }

  private void ask(Visit visit, Call call, Asked asked, ChatRequest request) {
    if (call.cancelled()) {
      throw call.reason();
    }
    visit.principal().requireModel(request.model());
    OtherModels.in(request.body()).ifPresent(visit.principal()::requireEveryModel);
    var visible = new VisibleModels(services.directory().get(), visit.principal());
    var model = visible.model(request.model());
    var context = context(visit, call, request);
    if (request.stream()) {
      var answer = new SseAnswer(visit, call, settings, asked.stream(context));
      relay(visit, call, model.open(request, call), answer::begin, answer::refuse);
    } else {
      var answer = new WholeAnswer(visit, call, asked.whole(context));
      relay(visit, call, model.open(request, call), stream -> stream.start(answer), answer::refuse);
    }
  }

  private AnswerContext context(Visit visit, Call call, ChatRequest request) {
    long now = services.clock().instant().getEpochSecond();
    boolean explain = visit.header(EXPLAIN).filter("1"::equals).isPresent();
    var report = new CallReport(call, explain, services.prices());
    return new AnswerContext(request, call, now, settings.echoModel(), report);
  }

  private static void relay(
      Visit visit,
      Call call,
      Future<ChatStream> opened,
      Consumer<ChatStream> begin,
      Consumer<Throwable> refuse) {
    opened
        .onSuccess(stream -> visit.attempt(call, () -> begin.accept(stream)))
        .onFailure(thrown -> visit.attempt(call, () -> refuse.accept(thrown)));
  }
}
