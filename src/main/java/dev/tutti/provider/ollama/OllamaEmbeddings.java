package dev.tutti.provider.ollama;

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

/** Reader of what {@code /api/embed} answers, or of one vector of its predecessor. */
final class OllamaEmbeddings implements Adapter.Reader {
  private final ChatRequest request;
  private final Diagnosis diagnosis;

  OllamaEmbeddings(ChatRequest request, Diagnosis diagnosis) {
    this.request = request;
    this.diagnosis = diagnosis;
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
    json.path("embeddings").forEach(vectors::add);
    if (NumberLists.text(json.path("embedding")).isPresent()) {
      vectors.add(json.path("embedding"));
    }
    var meter = new TokenMeter(request);
    meter.reported(OllamaUsage.of(json));
    out.accept(EmbeddingList.of(request, vectors, meter.usage()));
  }

  @Override
  public void end(Consumer<Chunk> out) {}
}
