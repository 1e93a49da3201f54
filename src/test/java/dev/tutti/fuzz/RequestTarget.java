package dev.tutti.fuzz;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Operation;
import dev.tutti.gateway.messages.MessagesDialect;
import dev.tutti.gateway.responses.TestingResponses;
import java.util.List;
import java.util.function.Supplier;

/**
 * The readers of what callers send, at every endpoint; what they let pass is written for every kind
 * of provider.
 */
public final class RequestTarget {
  /** Those whose bodies are read. */
  private static final List<Operation> OPERATIONS =
      List.of(Operation.CHAT, Operation.TEXT_COMPLETION, Operation.EMBEDDINGS);

  private static final String OTHER = "another-model";

  private RequestTarget() {}

  /** Tries the seeds in these folders. */
  public static void fuzzerInitialize(String[] folders) {
    Seeds.warm(folders, RequestTarget::fuzzerTestOneInput);
  }

  /** Reads any bytes. */
  public static void fuzzerTestOneInput(byte[] input) {
    for (var operation : OPERATIONS) {
      attempt(() -> ChatRequest.parse(operation, input.clone()));
    }
    attempt(() -> MessagesDialect.counted(input.clone()));
    attempt(() -> TestingResponses.chat(input.clone()));
  }

  private static void attempt(Supplier<ChatRequest> reader) {
    ChatRequest request;
    try {
      request = reader.get();
    } catch (Fault _) {
      return;
    }
    var renamed = request.withModel(OTHER).body().tree();
    if (!renamed.equals(request.body().tree().put("model", OTHER))) {
      throw new AssertionError("another model's name changes more than the name: " + renamed);
    }
    for (var adapter : Adapters.ALL) {
      try {
        var _ = adapter.outgoing(request, "m").body().bytes();
      } catch (Fault _) {
        // This provider cannot be asked for it.
      }
    }
  }
}
