package dev.tutti.provider.openai.repair;

import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Members that all chunks of an answer share: id, time, model. They are completed where an upstream
 * leaves them out. Not thread-safe.
 */
public final class AnswerHead {
  private static final AtomicLong MADE = new AtomicLong();

  private final AnswerShape shape;
  private final InstantSource clock;
  private final String model;
  private @Nullable JsonBody first;
  private @Nullable ObjectNode head;

  public AnswerHead(AnswerShape shape, InstantSource clock, String model) {
    this.shape = shape;
    this.clock = clock;
    this.model = model;
  }

  /** Notes a regular chunk: the first one speaks for all. */
  public void note(JsonBody chunk) {
    if (first == null) {
      first = chunk;
    }
  }

  /** Sets what is missing or wrong. */
  void complete(ObjectNode answer) {
    answer.put("object", shape.object());
    var known = head(answer);
    if (!answer.path("id").isString() || answer.path("id").asString().isEmpty()) {
      answer.set("id", known.get("id"));
    }
    if (!answer.path("created").isIntegralNumber()) {
      answer.set("created", known.get("created"));
    }
    if (!answer.path("model").isString()) {
      answer.set("model", known.get("model"));
    }
  }

  /** A new chunk with nothing in it but what all say alike. */
  ObjectNode chunk() {
    var chunk = Json.object();
    complete(chunk);
    return chunk;
  }

  private ObjectNode head(ObjectNode answer) {
    if (head == null) {
      var source = first == null ? answer : first.tree();
      var id = source.path("id").asString("");
      long created = source.path("created").asLong(0);
      head =
          Json.object()
              .put("id", id.isEmpty() ? freshId() : id)
              .put("created", created > 0 ? created : clock.instant().getEpochSecond())
              .put("model", source.path("model").asString(model));
    }
    return head;
  }

  private String freshId() {
    return shape.idPrefix() + token();
  }

  /** A short word that no other answer of this process has. */
  String token() {
    return Long.toString(clock.millis(), Character.MAX_RADIX)
        + Long.toString(MADE.getAndIncrement(), Character.MAX_RADIX);
  }
}
