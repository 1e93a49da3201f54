package dev.tutti.gateway;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import dev.tutti.provider.PassthroughRequest;
import java.util.Locale;

/**
 * What can be told of a body that nobody here understands, should it be JSON.
 *
 * @param model the model that it names, or {@link #NO_MODEL}
 * @param stream whether it asks for a stream
 * @param forecast how many tokens it may take, at a glance: a quarter of its bytes, and an answer
 */
record PassthroughBody(String model, boolean stream, long forecast) {
  /** The model of what names none. */
  static final String NO_MODEL = "passthrough";

  private static final int LONGEST_NAME = 512;
  private static final int BYTES_PER_TOKEN = 4;
  private static final int ANSWER = 256;

  /** Whether a visit says that it brings JSON. */
  static boolean isJson(Visit visit) {
    return visit
        .header("content-type")
        .map(type -> type.toLowerCase(Locale.ROOT))
        .filter(type -> type.startsWith("application/") && type.contains("json"))
        .filter(type -> !type.contains("jsonl") && !type.contains("ndjson"))
        .isPresent();
  }

  /** Reads what there is to read; what is not a JSON object is the provider's to refuse. */
  static PassthroughBody read(byte[] bytes) {
    long forecast = (long) bytes.length / BYTES_PER_TOKEN + ANSWER;
    try {
      var body = JsonBody.parse(Json.withoutMark(bytes));
      var model = body.get("model").asString("");
      return new PassthroughBody(
          isName(model) ? model : NO_MODEL, body.get("stream").asBoolean(false), forecast);
    } catch (Fault _) {
      return new PassthroughBody(NO_MODEL, false, forecast);
    }
  }

  private static boolean isName(String model) {
    return !model.isBlank()
        && model.length() <= LONGEST_NAME
        && model.codePoints().noneMatch(Character::isISOControl);
  }

  /**
   * The body of a visit that does not bring JSON: nothing, or an upload.
   *
   * @param most how long an upload may be, in bytes
   * @throws Fault {@code request_too_large} when it says that it is longer
   */
  static PassthroughRequest.Body upload(Visit visit, long most) {
    var length = visit.header("content-length").map(Long::parseLong);
    if (length.orElse(0L) > most) {
      throw PassthroughRequest.tooLarge(most);
    }
    return length.orElse(0L) > 0 || visit.header("transfer-encoding").isPresent()
        ? new PassthroughRequest.Upload(visit.upload(), length.orElse(-1L), most)
        : new PassthroughRequest.Whole(new byte[0]);
  }
}
