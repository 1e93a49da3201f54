package dev.tutti.provider.openai.repair;

import dev.tutti.provider.translate.JsonText;
import dev.tutti.provider.translate.TokenMeter;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Scan of an entry of {@code tool_calls}, in one pass. Not thread-safe. */
final class CallScan {
  private final TokenMeter meter;
  private boolean object;
  private boolean indexed;
  private int index;
  private String id = "";
  private boolean type;
  private boolean name;
  private boolean arguments;
  private boolean isWhole;
  private boolean odd;

  CallScan(TokenMeter meter) {
    this.meter = meter;
  }

  /** Reads the entry that the parser stands on, to its last token. */
  void read(JsonParser parser) {
    object = parser.currentToken() == JsonToken.START_OBJECT;
    indexed = false;
    id = "";
    type = false;
    name = false;
    arguments = false;
    isWhole = false;
    odd = false;
    while (object && parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var member = parser.currentName();
      member(member, parser.nextToken(), parser);
      parser.skipChildren();
    }
  }

  private void member(String member, JsonToken value, JsonParser parser) {
    switch (member) {
      case "index" -> {
        indexed = value == JsonToken.VALUE_NUMBER_INT;
        index = indexed ? parser.getIntValue() : 0;
      }
      case "id" -> {
        odd |= !JsonText.filled(parser);
        id = odd ? "" : parser.getString();
      }
      case "type" -> {
        type = true;
        odd |= !JsonText.is(parser, "function");
      }
      case "function" -> function(value, parser);
      default -> {}
    }
  }

  private void function(JsonToken value, JsonParser parser) {
    odd |= value != JsonToken.START_OBJECT;
    while (value == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var member = parser.currentName();
      var inner = parser.nextToken();
      if (member.equals("name")) {
        name = true;
        odd |= !JsonText.filled(parser);
      } else if (member.equals("arguments")) {
        arguments = inner == JsonToken.VALUE_STRING;
        odd |= !arguments;
        isWhole = JsonText.enclosed(parser, '{', '}');
        meter.heard(parser);
      }
      parser.skipChildren();
    }
  }

  /** The number that the upstream gave the call. */
  int index() {
    return index;
  }

  /** The call's name for itself, may be empty. */
  String id() {
    return id;
  }

  /** Whether its arguments look like all of them. */
  boolean isWhole() {
    return isWhole;
  }

  /** Whether it is how a call begins in a stream. */
  boolean begins() {
    return object && indexed && !id.isEmpty() && type && name && arguments && !odd;
  }

  /** Whether it is how a call goes on in a stream. */
  boolean continues() {
    return object && indexed && id.isEmpty() && !name && !odd;
  }

  /** Whether it is how a call stands in an answer that is not streamed. */
  boolean regular() {
    return object && !id.isEmpty() && type && name && arguments && !odd;
  }
}
