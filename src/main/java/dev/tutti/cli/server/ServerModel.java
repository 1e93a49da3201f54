package dev.tutti.cli.server;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.ReplayStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.OpenAiUsage;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The models of a running server, whose answers come in one piece. Thread-safe. */
public record ServerModel(ServerOptions server, ApiClient client) implements ChatModel {

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    var body = request.body().tree();
    body.remove("stream");
    body.remove("stream_options");
    return call.loop().offload(() -> answer(body)).map(ServerModel::stream);
  }

  private ObjectNode answer(ObjectNode body) throws InterruptedException {
    try {
      return (ObjectNode) client.post("/v1/chat/completions", body);
    } catch (IOException e) {
      throw server.unreachable(e);
    }
  }

  private static ChatStream stream(ObjectNode answer) {
    var usage = OpenAiUsage.of(answer.path("usage"));
    return new ReplayStream(List.of(new Chunk.Whole(JsonBody.of(answer), usage)), usage);
  }
}
