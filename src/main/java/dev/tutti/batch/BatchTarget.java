package dev.tutti.batch;

import dev.tutti.chat.Fault;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Endpoint that the requests of a batch are for. */
public enum BatchTarget {
  CHAT_COMPLETIONS("/v1/chat/completions"),
  COMPLETIONS("/v1/completions"),
  EMBEDDINGS("/v1/embeddings"),
  RESPONSES("/v1/responses");

  private final String path;

  BatchTarget(String path) {
    this.path = path;
  }

  /** Path of the endpoint. */
  public String path() {
    return path;
  }

  /**
   * The target of a path.
   *
   * @throws Fault {@code invalid_request} naming those that exist
   */
  public static BatchTarget of(String path) {
    for (var target : values()) {
      if (target.path.equals(path)) {
        return target;
      }
    }
    throw Fault.invalid("endpoint", "\"%s\" (expected: %s)".formatted(path, paths()));
  }

  private static String paths() {
    return Arrays.stream(values()).map(BatchTarget::path).collect(Collectors.joining(", "));
  }
}
