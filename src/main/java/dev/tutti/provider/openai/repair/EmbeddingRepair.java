package dev.tutti.provider.openai.repair;

import dev.tutti.provider.translate.VectorForm;
import tools.jackson.databind.node.ObjectNode;

/**
 * Repair of lists of embeddings, which makes a regular one of one that is not, and keeps what it
 * does not know.
 */
public final class EmbeddingRepair {
  private EmbeddingRepair() {}

  /**
   * Repairs a tree of {@link dev.tutti.chat.NumberLists} in place: vectors come in one form, and
   * {@code model} is named where the upstream names none.
   */
  public static ObjectNode mend(ObjectNode answer, String model, VectorForm form) {
    answer.put("object", "list");
    if (!answer.path("model").isString()) {
      answer.put("model", model);
    }
    if (!answer.path("usage").isObject()) {
      answer.remove("usage");
    }
    int index = 0;
    for (var each : answer.path("data")) {
      if (each instanceof ObjectNode embedding) {
        embedding.put("object", "embedding");
        embedding.set("embedding", form.of(embedding.path("embedding")));
        if (!embedding.path("index").isIntegralNumber()) {
          embedding.put("index", index);
        }
      }
      index++;
    }
    return answer;
  }
}
