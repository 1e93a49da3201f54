package dev.tutti.provider.openai.repair;

import dev.tutti.provider.translate.JsonText;
import dev.tutti.provider.translate.TokenMeter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Scan of an entry of {@code choices}, in one pass. Not thread-safe. */
public final class ChoiceScan {
  private static final String[] WORDS = {
    "stop", "length", "tool_calls", "content_filter", "function_call"
  };

  private final AnswerShape shape;
  private final TokenMeter meter;
  private final MessageScan message;
  private boolean indexed;
  private int index;
  private boolean said;
  private boolean finishes;
  private @Nullable String finish;
  private boolean text;
  private boolean odd;

  ChoiceScan(AnswerShape shape, TokenMeter meter) {
    this.shape = shape;
    this.meter = meter;
    this.message = new MessageScan(meter, shape.isChunk());
  }

  /** Reads the entry that the parser stands on, to its last token. */
  void read(JsonParser parser) {
    message.reset();
    indexed = false;
    index = 0;
    said = false;
    finishes = false;
    finish = null;
    text = false;
    odd = parser.currentToken() != JsonToken.START_OBJECT;
    boolean object = !odd;
    while (object && parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      odd |= !member(name, parser.nextToken(), parser);
      parser.skipChildren();
    }
  }

  /** Whether the member is as it should be. */
  private boolean member(String name, JsonToken value, JsonParser parser) {
    if (name.equals(shape.said())) {
      return said(value, parser);
    }
    return switch (name) {
      case "index" -> index(value, parser);
      case "finish_reason" -> finish(value, parser);
      case "logprobs" ->
          value == JsonToken.VALUE_NULL
              || (shape.isChat() ? LogprobScan.regular(parser) : value == JsonToken.START_OBJECT);
      case "usage" -> value == JsonToken.VALUE_NULL;
      default -> true;
    };
  }

  private boolean index(JsonToken value, JsonParser parser) {
    indexed = value == JsonToken.VALUE_NUMBER_INT;
    index = indexed ? parser.getIntValue() : 0;
    return indexed;
  }

  private boolean said(JsonToken value, JsonParser parser) {
    said = true;
    if (!shape.isChat()) {
      text = JsonText.filled(parser);
      meter.heard(parser);
      return value == JsonToken.VALUE_STRING;
    }
    if (value != JsonToken.START_OBJECT) {
      return false;
    }
    message.read(parser);
    return true;
  }

  private boolean finish(JsonToken value, JsonParser parser) {
    finishes = true;
    if (value == JsonToken.VALUE_NULL) {
      return shape.isChunk();
    }
    for (var word : WORDS) {
      if (JsonText.is(parser, word)) {
        finish = word;
        return true;
      }
    }
    return false;
  }

  /** The index of its alternative. */
  public int index() {
    return index;
  }

  /** The message in it. */
  MessageScan message() {
    return message;
  }

  /** The reason for its end in OpenAI's words, or null when it goes on. */
  @Nullable String finish() {
    return finish;
  }

  /** Whether a caller has something to lose. */
  boolean substantial() {
    return text || finish != null || message.substantial();
  }

  /** Whether it is regular by itself. */
  boolean regular() {
    if (odd || !indexed || !said || !finishes) {
      return false;
    }
    return switch (shape) {
      case CHUNK -> message.regularDelta();
      case CHAT -> message.regularMessage() && !(message.calls() > 0 && "stop".equals(finish));
      case TEXT_CHUNK, TEXT -> true;
    };
  }
}
