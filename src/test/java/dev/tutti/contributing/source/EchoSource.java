package dev.tutti.contributing.source;

import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ReplayStream;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatMessage;
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
 * Models that say what the user said last: {@code echo:plain}, {@code echo:alias} on behalf of the
 * configured model {@code alias}, and {@code echo:hidden}, which nobody is shown.
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
    return (request, _) -> {
      try {
        refuse(name, request);
        return Future.succeededFuture(new ReplayStream(said(question(request)), Usage.NONE));
      } catch (Fault refused) {
        return Future.failedFuture(refused);
      }
    };
  }

  private static void require(String name) {
    if (!NAMES.contains(name)) {
      throw Fault.of(FaultCode.MODEL_NOT_FOUND, "model: \"%s\" is no echo".formatted(name));
    }
  }

  /** Refusal of what an echo cannot do. */
  private static void refuse(String name, ChatRequest request) {
    if (request.operation() != Operation.CHAT) {
      throw Fault.invalid("model", "\"%s\" chats only (expected: a chat)".formatted(name));
    }
    request.requireChat();
    int n = request.promptOf("n").n();
    if (n > 1) {
      throw Fault.invalid("n", n + " (expected by this model: 1)");
    }
    if (request.wantsJson()) {
      throw Fault.invalid("response_format", "JSON (expected by this model: text)");
    }
  }

  /** The text of the user's last message. */
  private static String question(ChatRequest request) {
    return request.promptOf("messages").messages().reversed().stream()
        .filter(ChatMessage.User.class::isInstance)
        .map(ChatMessage.User.class::cast)
        .map(user -> ChatMessage.Part.text(user.parts()))
        .findFirst()
        .orElseThrow(() -> Fault.invalid("messages", "none of the user (expected: one)"));
  }

  private static List<Chunk> said(String text) {
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
