package dev.tutti.provider.gemini;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Json;
import dev.tutti.chat.NumberLists;
import dev.tutti.provider.error.Diagnosis;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.Refusal;
import dev.tutti.provider.translate.EmbeddingList;
import dev.tutti.provider.translate.TokenMeter;
import dev.tutti.wire.frame.Frame;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests for embeddings by {@code batchEmbedContents}, and their answers. */
final class GeminiEmbeddings implements Adapter.Reader {
  private final ChatRequest request;
  private final Diagnosis diagnosis;

  GeminiEmbeddings(ChatRequest request, Diagnosis diagnosis) {
    this.request = request;
    this.diagnosis = diagnosis;
  }

  /** One request of the batch for each text; members that only Gemini knows go into each. */
  static ObjectNode request(ChatRequest request, GeminiModel model) {
    var prompt = request.prompt();
    var batch = Json.object();
    var requests = batch.putArray("requests");
    for (var text : prompt.inputs()) {
      var each = requests.addObject().put("model", model.resource());
      each.putObject("content").putArray("parts").addObject().put("text", text);
      prompt.dimensions().ifPresent(size -> each.put("outputDimensionality", size));
      each.setAll(prompt.unknown());
    }
    return batch;
  }

  @Override
  public void read(Frame frame, Consumer<Chunk> out) {
    whole(frame.data(), out);
  }

  @Override
  public void whole(byte[] body, Consumer<Chunk> out) {
    var json = NumberLists.tree(body);
    if (json.has("error")) {
      throw diagnosis.of(new Refusal(200, Map.of(), Json.text(json)));
    }
    var vectors = new ArrayList<JsonNode>();
    json.path("embeddings").forEach(each -> vectors.add(each.path("values")));
    var meter = new TokenMeter(request);
    meter.reported(GeminiUsage.of(json.path("usageMetadata")));
    out.accept(EmbeddingList.of(request, vectors, meter.usage()));
  }

  @Override
  public void end(Consumer<Chunk> out) {}
}
