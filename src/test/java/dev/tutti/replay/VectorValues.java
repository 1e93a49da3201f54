package dev.tutti.replay;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Numbers of the embeddings in an answer, whatever their form: OpenAI's floats and base64, the
 * lists of Gemini and Ollama.
 */
final class VectorValues {
  private VectorValues() {}

  /** The vectors of a body, in their order; none where it has no embeddings. */
  static List<List<Float>> of(JsonNode body) {
    var vectors = body.path("data").isArray() ? body.path("data") : body.path("embeddings");
    return vectors.valueStream().map(VectorValues::vector).toList();
  }

  private static List<Float> vector(JsonNode each) {
    var values = each.has("embedding") ? each.path("embedding") : each;
    if (values.isString()) {
      return unpacked(values.asString());
    }
    var list = values.has("values") ? values.path("values") : values;
    return list.valueStream().map(JsonNode::floatValue).toList();
  }

  private static List<Float> unpacked(String text) {
    var floats = ByteBuffer.wrap(Base64.getDecoder().decode(text)).order(ByteOrder.LITTLE_ENDIAN);
    var values = new ArrayList<Float>();
    while (floats.remaining() >= Float.BYTES) {
      values.add(floats.getFloat());
    }
    return values;
  }
}
