package dev.tutti.contributing.source;

import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ReplayStream;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Usage;
import dev.tutti.feature.Feature;
import dev.tutti.feature.ModelSource;
import dev.tutti.routing.ModelCatalog;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Models that say what they were asked: {@code echo:plain} as it was, {@code echo:alias} on behalf
 * of the configured model {@code alias}, and {@code echo:hidden}, which nobody is shown.
 */
public final class EchoSource implements Feature, ModelSource {
  private static final List<String> NAMES = List.of("echo:plain", "echo:alias", "echo:hidden");

  @Override
  public List<ModelSource> modelSources() {
    return List.of(this);
  }

  @Override
  public String prefix() {
    return "echo:";
  }

  @Override
  public ChatModel model(String name) {
    require(name);
    return (request, _) ->
        request.operation() == Operation.CHAT
            ? Future.succeededFuture(new ReplayStream(said(request), Usage.NONE))
            : Future.failedFuture(
                Fault.invalid("model", "\"%s\" chats only (expected: a chat)".formatted(name)));
  }

  private static void require(String name) {
    if (!NAMES.contains(name)) {
      throw Fault.of(FaultCode.MODEL_NOT_FOUND, "model: \"%s\" is no echo".formatted(name));
    }
  }

  private static List<Chunk> said(ChatRequest request) {
    var text = request.body().get("messages").path(0).path("content").asString();
    return List.of(
        Chunk.Events.of(new ChatEvent.Start("", "echo"), new ChatEvent.Text(0, text)),
        Chunk.Events.of(new ChatEvent.Finish(0, FinishReason.STOP)));
  }

  @Override
  public List<ModelCatalog.Entry> entries() {
    return NAMES.stream().map(name -> new ModelCatalog.Entry(name, "tutti")).toList();
  }

  @Override
  public Optional<String> behind(String name) {
    require(name);
    return Optional.of("alias").filter(_ -> name.equals("echo:alias"));
  }

  @Override
  public boolean shows(String name, Caller caller) {
    return !name.equals("echo:hidden");
  }
}
