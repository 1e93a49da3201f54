package dev.tutti.gateway;

import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Operation;
import dev.tutti.routing.Directory;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** {@code POST /v1/chat/completions}, {@code /v1/completions} and {@code /v1/embeddings}. */
final class OpenAiDoor implements Door {
  private static final int LARGE = 256 << 10;

  private final Operation operation;
  private final Supplier<Directory> directory;
  private final ServerSettings settings;
  private final LiveCalls live;
  private final InstantSource clock;

  OpenAiDoor(
      Operation operation,
      Supplier<Directory> directory,
      ServerSettings settings,
      LiveCalls live,
      InstantSource clock) {
    this.operation = operation;
    this.directory = directory;
    this.settings = settings;
    this.live = live;
    this.clock = clock;
  }

  @Override
  public void answer(Visit visit) {
    var caller = visit.principal().caller();
    var user = visit.header("x-tutti-user").map(caller::forUser).orElse(caller);
    var call = new Call(visit.id(), user, visit.loop(), settings.deadline());
    live.add(call, visit.response());
    var forget = call.onCancel(() -> visit.fail(call.reason()));
    visit
        .body(settings.bodyLimit())
        .onComplete(_ -> forget.run())
        .onSuccess(body -> visit.attempt(() -> read(visit, call, body)))
        .onFailure(visit::fail);
  }

  private void read(Visit visit, Call call, byte[] body) {
    if (body.length > LARGE) {
      visit
          .loop()
          .offload(() -> ChatRequest.parse(operation, body))
          .onSuccess(request -> visit.attempt(call, () -> ask(visit, call, request)))
          .onFailure(visit::fail);
    } else {
      ask(visit, call, ChatRequest.parse(operation, body));
    }
  }

  private void ask(Visit visit, Call call, ChatRequest request) {
    if (call.cancelled()) {
      throw call.reason();
    }
    visit.principal().requireModel(request.model());
    var model = directory.get().model(request.model());
    long now = clock.instant().getEpochSecond();
    if (request.stream()) {
      var answer = new SseAnswer(visit, call, request, settings, now);
      relay(visit, call, model.open(request, call), answer::begin, answer::refuse);
    } else {
      var answer = new WholeAnswer(visit, call, request, settings, now);
      relay(visit, call, model.open(request, call), stream -> stream.start(answer), answer::refuse);
    }
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
