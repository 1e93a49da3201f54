package dev.tutti.provider.translate;

import static tools.jackson.core.JsonToken.END_ARRAY;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.NumberLists;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Forms of an embedding in OpenAI's API: a list of numbers, or base64 of 32-bit floats, the lowest
 * byte first. Source: {@code encoding_format} of OpenAI's embeddings.
 */
public enum VectorForm {
  FLOAT,
  BASE64;

  /** The form that a request asks for; floats where it does not say. */
  public static VectorForm of(ChatRequest request) {
    return request.wantsPackedVectors() ? BASE64 : FLOAT;
  }

  /**
   * A vector of a tree of {@link NumberLists} in this form; what is neither a list of numbers nor a
   * text stays as it is.
   *
   * @throws Fault {@code upstream_error} for a text that is no base64 of floats
   */
  public JsonNode of(JsonNode vector) {
    return switch (this) {
      case FLOAT -> vector.isString() ? unpacked(vector.asString()) : vector;
      case BASE64 ->
          NumberLists.text(vector)
              .<JsonNode>map(text -> StringNode.valueOf(packed(text)))
              .orElse(vector);
    };
  }

  /** An element that is no number counts as 0. */
  private static String packed(String list) {
    int size = 1 + (int) list.chars().filter(each -> each == ',').count();
    var floats = ByteBuffer.allocate(Float.BYTES * size).order(ByteOrder.LITTLE_ENDIAN);
    try (var parser = Json.scanning(list.getBytes(StandardCharsets.UTF_8))) {
      parser.nextToken();
      for (var each = parser.nextToken(); each != END_ARRAY; each = parser.nextToken()) {
        floats.putFloat(each.isNumeric() ? (float) parser.getDoubleValue() : 0);
        parser.skipChildren();
      }
    }
    return Base64.getEncoder().encodeToString(Arrays.copyOf(floats.array(), floats.position()));
  }

  private static JsonNode unpacked(String text) {
    var floats = ByteBuffer.wrap(decoded(text)).order(ByteOrder.LITTLE_ENDIAN);
    var list = new StringJoiner(",", "[", "]");
    while (floats.hasRemaining()) {
      float each = floats.getFloat();
      list.add(Float.isFinite(each) ? Float.toString(each) : "null");
    }
    return NumberLists.node(list.toString());
  }

  private static byte[] decoded(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      bytes = new byte[1];
    }
    if (bytes.length % Float.BYTES != 0) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR,
          "the upstream's embedding is a text (expected: numbers, or base64 of 32-bit floats)");
    }
    return bytes;
  }
}
