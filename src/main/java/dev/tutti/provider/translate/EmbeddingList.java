package dev.tutti.provider.translate;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.OpenAiUsage;
import dev.tutti.chat.Usage;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Writer of bare vectors as OpenAI's list of embeddings. */
public final class EmbeddingList {
  private EmbeddingList() {}

  /**
   * The list, in the encoding that the request asks for.
   *
   * @throws Fault {@code upstream_error} when there is nothing to list
   */
  public static Chunk.Whole of(ChatRequest request, List<JsonNode> vectors, Usage usage) {
    if (vectors.isEmpty()) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR, "the upstream's answer has no embeddings (expected: a list)");
    }
    var form = VectorForm.of(request);
    var list = Json.object().put("object", "list");
    var data = list.putArray("data");
    for (var vector : vectors) {
      var each = Json.object().put("object", "embedding").put("index", data.size());
      data.add(each);
      each.set("embedding", form.of(vector));
    }
    var tokens = OpenAiUsage.json(usage);
    tokens.remove("completion_tokens");
    list.put("model", request.model()).set("usage", tokens);
    return new Chunk.Whole(JsonBody.of(list), usage);
  }
}
