package dev.tutti.provider;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Forms of an embedding in OpenAI's API: a list of numbers, or base64 of 32-bit floats, the lowest
 * byte first. Source: {@code encoding_format} of OpenAI's embeddings.
 */
enum VectorForm {
  FLOAT,
  BASE64;

  /** The form that a request asks for; floats where it does not say. */
  static VectorForm of(ChatRequest request) {
    var asked = request.prompt().text("encoding_format").orElse("");
    return asked.equals("base64") ? BASE64 : FLOAT;
  }

  /**
   * A vector in this form.
   *
   * @throws Fault {@code upstream_error} for a text that is no base64 of floats
   */
  JsonNode of(JsonNode vector) {
    return switch (this) {
      case FLOAT -> vector.isString() ? unpacked(vector.asString()) : vector;
      case BASE64 -> vector.isArray() ? StringNode.valueOf(packed(vector)) : vector;
    };
  }

  private static String packed(JsonNode vector) {
    var bytes = ByteBuffer.allocate(Float.BYTES * vector.size()).order(ByteOrder.LITTLE_ENDIAN);
    vector.forEach(number -> bytes.putFloat((float) number.asDouble(0)));
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static JsonNode unpacked(String text) {
    var vector = Json.array();
    var bytes = ByteBuffer.wrap(decoded(text)).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      vector.add(bytes.getFloat());
    }
    return vector;
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
