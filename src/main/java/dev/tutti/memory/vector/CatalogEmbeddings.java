package dev.tutti.memory.vector;

import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallObserver;
import dev.tutti.call.CallSubject;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.platform.Platform;
import dev.tutti.routing.ModelCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An embedding model of the catalog, asked in calls of their own, recorded as the endpoint {@code
 * memory} of the owner and user whose texts they are. Blocking, for virtual threads; thread-safe.
 *
 * @param observer of calls that have ended
 */
public record CatalogEmbeddings(
    Platform platform, Supplier<ModelCatalog> catalog, CallObserver observer)
    implements TextVectors {
  private static final String ENDPOINT = "memory";

  @Override
  public List<float[]> of(
      String owner, String user, List<String> texts, EmbeddingSettings settings) {
    var body = Json.object().put("model", settings.model());
    var input = body.putArray("input");
    texts.forEach(input::add);
    var request = ChatRequest.parse(Operation.EMBEDDINGS, Json.bytes(body));
    var call =
        new Call(
            platform.ids().next(),
            new Caller("", owner, user),
            platform.loops().next(),
            settings.timeout());
    var whole = new CompletableFuture<JsonBody>();
    call.loop().run(() -> ask(request, call, whole));
    return vectors(join(whole), texts.size());
  }

  private void ask(ChatRequest request, Call call, CompletableFuture<JsonBody> whole) {
    call.subject(new CallSubject("", ENDPOINT, request.operation(), request.model(), false));
    var stop = call.enforceDeadline();
    var _ =
        whole.whenComplete(
            (_, thrown) ->
                call.loop()
                    .run(
                        () -> {
                          stop.run();
                          observer.ended(call, new CallEnd(word(thrown), 0));
                        }));
    try {
      catalog
          .get()
          .model(request.model())
          .open(request, call)
          .onSuccess(stream -> stream.start(new WholeSink(whole)))
          .onFailure(whole::completeExceptionally);
    } catch (RuntimeException e) {
      whole.completeExceptionally(e);
    }
  }

  private static String word(@Nullable Throwable thrown) {
    return thrown == null ? CallEnd.COMPLETED : Fault.from(thrown).code().code();
  }

  private static JsonBody join(CompletableFuture<JsonBody> whole) {
    try {
      return whole.join();
    } catch (CompletionException e) {
      throw Fault.from(e.getCause() == null ? e : e.getCause());
    }
  }

  /** Reader of an answer that comes in one piece. */
  private static final class WholeSink implements ChatStream.Sink {
    private final CompletableFuture<JsonBody> whole;
    private JsonBody said = JsonBody.of(Json.object());

    WholeSink(CompletableFuture<JsonBody> whole) {
      this.whole = whole;
    }

    @Override
    public void chunk(Chunk chunk) {
      if (chunk instanceof Chunk.Whole(JsonBody json, Usage _)) {
        said = json;
      }
    }

    @Override
    public void flush() {}

    @Override
    public void end(Outcome outcome) {
      switch (outcome) {
        case Outcome.Completed _ -> whole.complete(said);
        case Outcome.Failed(Fault fault, Usage _) -> whole.completeExceptionally(fault);
      }
    }
  }

  private static List<float[]> vectors(JsonBody answer, int wanted) {
    var data = answer.get("data");
    var vectors = new ArrayList<float[]>(wanted);
    for (int i = 0; i < wanted; i++) {
      vectors.add(vector(data.path(i).path("embedding")));
    }
    return List.copyOf(vectors);
  }

  private static float[] vector(JsonNode numbers) {
    var vector = new float[numbers.size()];
    double square = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) numbers.path(i).asDouble(0);
      square += (double) vector[i] * vector[i];
    }
    if (square == 0) {
      throw Fault.of(FaultCode.INVALID_OUTPUT, "no embedding (expected: data[i].embedding)");
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }
}
