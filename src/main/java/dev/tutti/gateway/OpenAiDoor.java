package dev.tutti.gateway;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Operation;
import dev.tutti.routing.Directory;
import java.time.InstantSource;
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
        .onSuccess(body -> read(visit, call, body))
        .onFailure(visit::fail);
  }

  private void read(Visit visit, Call call, byte[] body) {
    if (body.length > LARGE) {
      visit
          .loop()
          .offload(() -> ChatRequest.parse(operation, body))
          .onSuccess(request -> visit.attempt(() -> ask(visit, call, request)))
          .onFailure(visit::fail);
    } else {
      visit.attempt(() -> ask(visit, call, ChatRequest.parse(operation, body)));
    }
  }

  private void ask(Visit visit, Call call, ChatRequest request) {
    visit.principal().requireModel(request.model());
    var model = directory.get().model(request.model());
    long now = clock.instant().getEpochSecond();
    if (request.stream()) {
      stream(model, request, call, new SseAnswer(visit, call, request, settings, now));
    } else {
      whole(model, request, call, new WholeAnswer(visit, call, request, settings, now));
    }
  }

  private static void stream(ChatModel model, ChatRequest request, Call call, SseAnswer answer) {
    model.open(request, call).onSuccess(answer::begin).onFailure(answer::refuse);
  }

  private static void whole(ChatModel model, ChatRequest request, Call call, WholeAnswer answer) {
    model.open(request, call).onSuccess(stream -> stream.start(answer)).onFailure(answer::refuse);
  }
}
