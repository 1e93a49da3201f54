package dev.tutti.provider.openai.repair;

import dev.tutti.chat.JsonBody;
import dev.tutti.provider.translate.JsonText;
import dev.tutti.provider.translate.TokenMeter;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Scan of a {@code delta} or a {@code message}, in one pass. Not thread-safe. */
final class MessageScan {
  private final TokenMeter meter;
  private final CallScan call;
  private final boolean delta;
  private boolean role;
  private boolean content;
  private boolean substantial;
  private boolean reasoning;
  private boolean otherReasoning;
  private boolean odd;
  private boolean oddCall;
  private int calls;
  private int texts;
  private int textFrom;
  private int textTo;
  private final Set<String> ids = new HashSet<>(2);

  /**
   * @param delta whether chunks are read, each of which may be the pattern of the next ones
   */
  MessageScan(TokenMeter meter, boolean delta) {
    this.meter = meter;
    this.delta = delta;
    this.call = new CallScan(meter);
  }

  void reset() {
    role = false;
    content = false;
    substantial = false;
    reasoning = false;
    otherReasoning = false;
    odd = false;
    oddCall = false;
    calls = 0;
    texts = 0;
    ids.clear();
  }

  /** Reads the object that the parser stands on, to its last token. */
  void read(JsonParser parser) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      member(name, parser.nextToken(), parser);
      parser.skipChildren();
    }
  }

  private void member(String name, JsonToken value, JsonParser parser) {
    switch (name) {
      case "role" -> {
        role = true;
        odd |= !JsonText.is(parser, "assistant");
      }
      case "content" -> {
        content = true;
        words(parser);
      }
      case "refusal" -> words(parser);
      case "reasoning_content" -> {
        reasoning |= JsonText.any(parser);
        words(parser);
      }
      case "reasoning" -> {
        otherReasoning = JsonText.filled(parser);
        if (!reasoning) {
          words(parser);
        }
      }
      case "tool_calls" -> calls(value, parser);
      case "function_call" -> {
        odd |= value != JsonToken.START_OBJECT;
        substantial = true;
      }
      case "annotations" -> odd |= value != JsonToken.START_ARRAY;
      case "audio" -> substantial |= value == JsonToken.START_OBJECT;
      default -> {}
    }
  }

  private void words(JsonParser parser) {
    odd |= !JsonText.orNull(parser);
    if (JsonText.filled(parser)) {
      substantial = true;
      meter.heard(parser);
      texts++;
      if (delta) {
        textFrom = (int) parser.currentTokenLocation().getByteOffset() + 1;
        textTo = (int) parser.currentLocation().getByteOffset() - 1;
      }
    }
  }

  private void calls(JsonToken value, JsonParser parser) {
    odd |= value != JsonToken.START_ARRAY;
    while (value == JsonToken.START_ARRAY && parser.nextToken() != JsonToken.END_ARRAY) {
      call.read(parser);
      if (++calls > ChoiceProgress.MAX_CALLS) {
        throw ChoiceProgress.tooManyCalls();
      }
      oddCall |= !call.regular() || !ids.add(call.id());
      substantial = true;
    }
  }

  /** Whether a role is named. */
  boolean role() {
    return role;
  }

  /** Whether a caller has something to lose. */
  boolean substantial() {
    return substantial;
  }

  /** The number of tool calls that are mentioned. */
  int calls() {
    return calls;
  }

  /** The last tool call that is mentioned. */
  CallScan call() {
    return call;
  }

  /** The chunk that it stands in as a pattern, where one text is all that it says. */
  @Nullable ChunkTemplate template(JsonBody chunk) {
    return texts == 1 && calls == 0 ? new ChunkTemplate(chunk, textFrom, textTo) : null;
  }

  /** Whether it is a regular delta, apart from what was said before it. */
  boolean regularDelta() {
    return !odd && calls <= 1 && (reasoning || !otherReasoning);
  }

  /** Whether it is a regular message. */
  boolean regularMessage() {
    return !odd && !oddCall && role && content && (reasoning || !otherReasoning);
  }
}
