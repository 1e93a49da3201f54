package dev.tutti.provider.openai.repair;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import dev.tutti.provider.translate.JsonText;
import dev.tutti.provider.translate.VectorForm;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One pass over a list of embeddings without a tree. Not thread-safe. */
public final class EmbeddingScan {
  private static final int OBJECT = 1;
  private static final int MODEL = 2;
  private static final int DATA = 4;
  private static final int INDEX = 8;
  private static final int VECTOR = 16;

  private final VectorForm form;
  private JsonBody body = JsonBody.NONE;
  private int right;
  private boolean odd;
  private boolean error;
  private boolean packed;
  private int count;

  /** A scan for vectors in one form. */
  public EmbeddingScan(VectorForm form) {
    this.form = form;
  }

  /**
   * Reads a text.
   *
   * @throws Fault {@code truncated} when it breaks off, {@code upstream_error} when it is not a
   *     JSON object
   */
  public void read(byte[] bytes) {
    try (var parser = Json.scanning(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Fault.of(FaultCode.UPSTREAM_ERROR, "the upstream's answer is not a JSON object");
      }
      var index = new JsonBody.MemberIndex();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        index.begin(parser);
        var name = parser.currentName();
        var value = parser.nextToken();
        index.value(parser);
        member(name, value, parser);
        parser.skipChildren();
        index.end(parser);
      }
      body = new JsonBody(bytes, index);
    } catch (JacksonException e) {
      throw JsonText.unreadable(e, bytes.length);
    }
  }

  private void member(String name, JsonToken value, JsonParser parser) {
    switch (name) {
      case "object" -> right |= JsonText.is(parser, "list") ? OBJECT : 0;
      case "model" -> right |= JsonText.any(parser) ? MODEL : 0;
      case "error" -> error = value != JsonToken.VALUE_NULL;
      case "usage" -> odd |= value != JsonToken.START_OBJECT;
      case "data" -> {
        right |= value == JsonToken.START_ARRAY ? DATA : 0;
        while (value == JsonToken.START_ARRAY && parser.nextToken() != JsonToken.END_ARRAY) {
          odd |= !embedding(parser);
          parser.skipChildren();
          count++;
        }
      }
      default -> {}
    }
  }

  private boolean embedding(JsonParser parser) {
    int seen = 0;
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return false;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      var value = parser.nextToken();
      packed |= name.equals("embedding") && value == JsonToken.VALUE_STRING;
      seen |=
          switch (name) {
            case "object" -> JsonText.is(parser, "embedding") ? OBJECT : 0;
            case "index" -> value == JsonToken.VALUE_NUMBER_INT ? INDEX : 0;
            case "embedding" -> value == token() ? VECTOR : 0;
            default -> 0;
          };
      parser.skipChildren();
    }
    return seen == (OBJECT | INDEX | VECTOR);
  }

  private JsonToken token() {
    return form == VectorForm.FLOAT ? JsonToken.START_ARRAY : JsonToken.VALUE_STRING;
  }

  /** The text with its index. */
  public JsonBody body() {
    return body;
  }

  /** Whether it is valid by OpenAI's schema, and its vectors have the form. */
  public boolean regular() {
    return right == (OBJECT | MODEL | DATA) && !odd;
  }

  /** Whether it has vectors that are texts. */
  public boolean packed() {
    return packed;
  }

  /** Whether it tells of an error. */
  public boolean error() {
    return error;
  }

  /** The number of embeddings. */
  public int count() {
    return count;
  }
}
