package dev.tutti.provider;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.OpenAiUsage;
import dev.tutti.chat.Usage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Writes bare vectors as OpenAI's list of embeddings. */
final class EmbeddingList {
  private EmbeddingList() {}

  /**
   * The list, in the encoding that the request asks for.
   *
   * @throws Fault {@code upstream_error} when there is nothing to list
   */
  static Chunk.Whole of(ChatRequest request, List<JsonNode> vectors, Usage usage) {
    if (vectors.isEmpty()) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR, "the upstream's answer has no embeddings (expected: a list)");
    }
    boolean packed = request.prompt().text("encoding_format").orElse("").equals("base64");
    var list = Json.object().put("object", "list");
    var data = list.putArray("data");
    for (var vector : vectors) {
      var each = Json.object().put("object", "embedding").put("index", data.size());
      data.add(each);
      if (packed) {
        each.put("embedding", base64(vector));
      } else {
        each.set("embedding", vector);
      }
    }
    var tokens = OpenAiUsage.json(usage);
    tokens.remove("completion_tokens");
    list.put("model", request.model()).set("usage", tokens);
    return new Chunk.Whole(JsonBody.of(list), usage);
  }

  /** Floats of 32 bits, the lowest byte first, as OpenAI packs them. */
  private static String base64(JsonNode vector) {
    var bytes = ByteBuffer.allocate(4 * vector.size()).order(ByteOrder.LITTLE_ENDIAN);
    vector.forEach(number -> bytes.putFloat((float) number.asDouble(0)));
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
