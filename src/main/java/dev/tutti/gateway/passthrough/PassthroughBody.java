package dev.tutti.gateway.passthrough;

import dev.tutti.call.PassthroughRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.TokenForecast;
import dev.tutti.chat.Usage;
import dev.tutti.http.HttpExchange;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Facts of a body that nobody here understands, should it be JSON.
 *
 * @param model the model that it names, or {@link #NO_MODEL}
 * @param stream whether it asks for a stream
 * @param forecast how many tokens it may take, at a glance
 */
record PassthroughBody(String model, boolean stream, TokenForecast forecast) {
  /** The model of what names none. */
  static final String NO_MODEL = "passthrough";

  private static final int LONGEST_NAME = 512;

  /** Media types of one JSON text, without parameters: not {@code jsonl} and its kind. */
  private static final Pattern JSON = Pattern.compile("(application|text)/(json|[^ ]+\\+json)");

  private static final Pattern FILES =
      Pattern.compile(
          "(?i)^ *(multipart/|image/|audio/|video/|application/(octet-stream|pdf|zip|gzip))");

  /** Bounds of an answer in the words of OpenAI, of Google and of Ollama. */
  private static final List<String> LONGEST =
      List.of(
          "/max_tokens",
          "/max_completion_tokens",
          "/max_output_tokens",
          "/generationConfig/maxOutputTokens",
          "/generation_config/max_output_tokens",
          "/options/num_predict");

  private static final List<String> CHOICES =
      List.of("/n", "/best_of", "/generationConfig/candidateCount");

  /** Whether an exchange says that it brings JSON. */
  static boolean isJson(HttpExchange exchange) {
    return exchange
        .header("content-type")
        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .filter(JSON.asMatchPredicate())
        .isPresent();
  }

  /** Reads what there is to read; what is not a JSON object is the provider's to refuse. */
  static PassthroughBody read(byte[] bytes) {
    var forecast = new TokenForecast.Builder().bytes(bytes.length);
    try {
      var body = JsonBody.parse(Json.withoutMark(bytes));
      var model = body.get("model").asString("");
      LONGEST.forEach(pointer -> number(body, pointer).ifPresent(forecast::longest));
      CHOICES.forEach(pointer -> number(body, pointer).ifPresent(forecast::choices));
      forecast.prompts(prompts(body.get("prompt")));
      return new PassthroughBody(
          isName(model) ? model : NO_MODEL,
          body.get("stream").asBoolean(false),
          forecast.answered());
    } catch (Fault _) {
      return new PassthroughBody(NO_MODEL, false, forecast.answered());
    }
  }

  private static OptionalLong number(JsonBody body, String pointer) {
    var steps = pointer.substring(1).split("/", -1);
    var node = body.get(steps[0]);
    for (int i = 1; i < steps.length; i++) {
      node = node.path(steps[i]);
    }
    return node.isNumber() ? OptionalLong.of(node.asLong(Usage.MOST)) : OptionalLong.empty();
  }

  private static long prompts(JsonNode prompt) {
    return prompt.isArray() && !prompt.path(0).isNumber() ? Math.max(1, prompt.size()) : 1;
  }

  /** The forecast of an exchange whose body is not read; text is counted like JSON. */
  static TokenForecast unread(HttpExchange exchange) {
    if (!hasBody(exchange)) {
      return new TokenForecast(1, 0);
    }
    long length = length(exchange).orElse(0L);
    boolean file = exchange.header("content-type").filter(FILES.asPredicate()).isPresent();
    return file || length == 0
        ? new TokenForecast(TokenForecast.FILE, 0)
        : new TokenForecast.Builder().bytes(length).answered();
  }

  private static boolean isName(String model) {
    return !model.isBlank()
        && model.length() <= LONGEST_NAME
        && model.codePoints().noneMatch(Character::isISOControl);
  }

  /**
   * The body of an exchange that does not bring JSON: nothing, or an upload.
   *
   * @param most how long an upload may be, in bytes
   * @throws Fault {@code request_too_large} when it says that it is longer
   */
  static PassthroughRequest.Body upload(HttpExchange exchange, long most) {
    var length = length(exchange);
    if (length.orElse(0L) > most) {
      throw PassthroughRequest.tooLarge(most);
    }
    return hasBody(exchange)
        ? new PassthroughRequest.Upload(exchange.upload(), length.orElse(-1L), most)
        : new PassthroughRequest.Whole(new byte[0]);
  }

  private static boolean hasBody(HttpExchange exchange) {
    return length(exchange).orElse(0L) > 0 || exchange.header("transfer-encoding").isPresent();
  }

  private static Optional<Long> length(HttpExchange exchange) {
    return exchange.header("content-length").map(Long::parseLong);
  }
}
