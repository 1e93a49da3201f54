package dev.tutti.gateway.group;

import dev.tutti.character.group.chat.GroupChats;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.gateway.chat.Dialect;
import dev.tutti.gateway.chat.ParsedRequest;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * Posts in a group.
 *
 * @param group the id in the path
 * @param way in which it is talked
 */
public record GroupDialect(String group, Way way, GroupChats chats) implements Dialect {
  private static final String KEY = "idempotency-key";
  private static final int LONGEST_KEY = 256;

  /**
   * Way in which a group is talked to.
   *
   * @param says whether the user says something
   * @param streams whether the answer comes piece by piece in any case
   * @param again id of the reply that is to be said once more, empty for none
   */
  public record Way(boolean says, boolean streams, String again) {
    /** {@code POST .../messages}. */
    public static final Way SAY = new Way(true, false, "");

    /** {@code POST .../stream}. */
    public static final Way STREAM = new Way(true, true, "");

    /** {@code POST .../continue}. */
    public static final Way GO_ON = new Way(false, false, "");

    /** {@code POST .../messages/{mid}/regenerate}. */
    public static Way again(String reply) {
      return new Way(false, false, reply);
    }
  }

  @Override
  public ParsedRequest read(byte[] body) {
    return read(body, _ -> Optional.empty());
  }

  /** A body that is wrong is told of only to who has the group. */
  @Override
  public ParsedRequest read(byte[] body, Function<String, Optional<String>> header) {
    var key = header.apply(KEY).orElse("");
    try {
      requireKey(key);
      ObjectNode json = body.length == 0 && !way.says() ? Json.object() : Json.request(body);
      return new ParsedGroupPost(this, key, () -> json);
    } catch (Fault fault) {
      return new ParsedGroupPost(
          this,
          key,
          () -> {
            throw fault;
          });
    }
  }

  private static void requireKey(String key) {
    if (key.length() > LONGEST_KEY) {
      throw Fault.invalid(
          KEY, "%d characters (expected: at most %d)".formatted(key.length(), LONGEST_KEY));
    }
  }

  @Override
  public Buffer error(Fault fault, String requestId) {
    return OPEN_AI.error(fault, requestId);
  }
}
