package dev.tutti.provider.openai.repair;

import dev.tutti.chat.Usage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Scan of a usage report in OpenAI's own words, in one pass and without a tree. Other words are
 * left to {@link UsageRepair}, which knows those of all providers. Used for one report after the
 * other; not thread-safe.
 */
final class UsageScan {
  private static final int PROMPT = 1;
  private static final int COMPLETION = 2;
  private static final int TOTAL = 4;
  private static final int ALL = PROMPT | COMPLETION | TOTAL;

  private int seen;
  private boolean odd;
  private long prompt;
  private long completion;
  private long cached;
  private long written;
  private long reasoning;
  private long audioInput;
  private long audioOutput;

  /**
   * Reads the object that the parser stands on, to its last token.
   *
   * @return the usage, or null for a report that has to be read as a tree
   */
  @Nullable Usage read(JsonParser parser) {
    seen = 0;
    odd = false;
    clearInput();
    clearOutput();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      member(name, parser.nextToken(), parser);
      parser.skipChildren();
    }
    return odd || seen != ALL
        ? null
        : new Usage(prompt, completion, cached, written, reasoning, audioInput, audioOutput, false);
  }

  private void clearInput() {
    cached = 0;
    written = 0;
    audioInput = 0;
  }

  private void clearOutput() {
    reasoning = 0;
    audioOutput = 0;
  }

  private void member(String name, JsonToken value, JsonParser parser) {
    switch (name) {
      case "prompt_tokens" -> {
        seen |= PROMPT;
        prompt = count(parser);
      }
      case "completion_tokens" -> {
        seen |= COMPLETION;
        completion = count(parser);
      }
      case "total_tokens" -> {
        seen |= TOTAL;
        count(parser);
      }
      case "prompt_tokens_details" -> {
        clearInput();
        details(value, parser, true);
      }
      case "completion_tokens_details" -> {
        clearOutput();
        details(value, parser, false);
      }
      default -> odd = true;
    }
  }

  private void details(JsonToken value, JsonParser parser, boolean ofInput) {
    odd |= value != JsonToken.START_OBJECT;
    while (value == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      if (ofInput) {
        inputDetail(name, parser);
      } else {
        outputDetail(name, parser);
      }
      parser.skipChildren();
    }
  }

  private void inputDetail(String name, JsonParser parser) {
    switch (name) {
      case "cached_tokens" -> cached = count(parser);
      case "cache_write_tokens" -> written = count(parser);
      case "audio_tokens" -> audioInput = count(parser);
      default -> odd = true;
    }
  }

  private void outputDetail(String name, JsonParser parser) {
    switch (name) {
      case "reasoning_tokens" -> reasoning = count(parser);
      case "audio_tokens" -> audioOutput = count(parser);
      case "accepted_prediction_tokens", "rejected_prediction_tokens" -> count(parser);
      default -> odd = true;
    }
  }

  /** A count that can be meant; anything else is not what OpenAI says. */
  private long count(JsonParser parser) {
    boolean whole =
        parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    long count = whole ? parser.getLongValue() : -1;
    odd |= !Usage.plausible(count);
    return count;
  }
}
