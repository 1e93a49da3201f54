package dev.tutti.cli;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.OpenAiUsage;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.routing.Candidate;
import dev.tutti.routing.Directory;
import dev.tutti.routing.Explanation;
import io.vertx.core.Future;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The models of a running server, whose answers come in one piece. Thread-safe. */
record ServerDirectory(ApiClient client) implements Directory {

  @Override
  public ChatModel model(String name) {
    return this::open;
  }

  private Future<ChatStream> open(ChatRequest request, Call call) {
    var body = request.body().tree();
    body.remove("stream");
    body.remove("stream_options");
    return call.loop()
        .offload(() -> client.post("/v1/chat/completions", body))
        .map(answer -> new Recital((ObjectNode) answer));
  }

  @Override
  public Explanation explain(ChatRequest request, Caller caller) {
    return new Explanation(request.model(), List.of());
  }

  @Override
  public List<Candidate> members(String name) {
    return List.of();
  }

  @Override
  public List<Entry> entries() {
    return List.of();
  }

  private record Recital(ObjectNode answer) implements ChatStream {
    @Override
    public void start(Sink sink) {
      Usage usage = OpenAiUsage.of(answer.path("usage"));
      sink.chunk(new Chunk.Whole(JsonBody.of(answer), usage));
      sink.flush();
      sink.end(new Outcome.Completed(usage));
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}
  }
}
