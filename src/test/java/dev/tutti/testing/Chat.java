package dev.tutti.testing;

import dev.tutti.chat.Json;
import java.util.ArrayList;

/** What tests ask, and how an upstream of OpenAI's dialect answers, in the plainest form. */
public final class Chat {
  /** The header of a body in JSON. */
  public static final String JSON = "content-type: application/json";

  private static final String HEAD =
      "{\"id\":\"chatcmpl-7\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
          + "\"model\":\"upstream-model\",\"choices\":[";

  private Chat() {}

  /** A question to a model. */
  public static String question(String model) {
    return "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"
        .formatted(model);
  }

  /** A question whose answer is wanted piece by piece. */
  public static String streamed(String model) {
    return with(question(model), "\"stream\":true");
  }

  /** The same, with usage at the end. */
  public static String streamedWithUsage(String model) {
    return with(streamed(model), "\"stream_options\":{\"include_usage\":true}");
  }

  /** A JSON object with one more member at its end. */
  public static String with(String object, String member) {
    return object.substring(0, object.length() - 1) + "," + member + "}";
  }

  /** The chunk that opens an answer. */
  public static String role() {
    return chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null");
  }

  /** A chunk of text. */
  public static String text(String text) {
    return chunk("{\"content\":" + Json.text(text) + "}", "null");
  }

  /** The chunk that says why the answer ends. */
  public static String finish() {
    return chunk("{}", "\"stop\"");
  }

  /** The chunk with the usage, after all others. */
  public static String usage() {
    return HEAD + "],\"usage\":" + USAGE + "}";
  }

  private static final String USAGE =
      "{\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11}";

  private static String chunk(String delta, String finish) {
    return HEAD
        + "{\"index\":0,\"delta\":%s,\"logprobs\":null,\"finish_reason\":%s}]}"
            .formatted(delta, finish);
  }

  /** A whole answer. */
  public static String whole(String text) {
    return """
    {"id":"chatcmpl-8","object":"chat.completion","created":1700000000,"model":"upstream-model",\
    "choices":[{"index":0,"message":{"role":"assistant","content":%s,"refusal":null},\
    "logprobs":null,"finish_reason":"stop"}],"usage":%s}\
    """
        .formatted(Json.text(text), USAGE);
  }

  /** An upstream's whole answer in a stream. */
  public static Script says(String... texts) {
    return turn -> {
      turn.stream().event(role());
      for (var text : texts) {
        turn.event(text(text));
      }
      turn.event(finish()).event(usage()).done();
    };
  }

  /** An upstream's stream in which the model calls tools: their names and arguments in turn. */
  public static Script calls(String... toolsAndArguments) {
    var calls = new ArrayList<String>();
    for (int i = 0; i < toolsAndArguments.length; i += 2) {
      calls.add(
          "{\"index\":%d,\"id\":\"call_%d\",\"type\":\"function\",\"function\":{\"name\":%s,\"arguments\":%s}}"
              .formatted(
                  i / 2,
                  i / 2 + 1,
                  Json.text(toolsAndArguments[i]),
                  Json.text(toolsAndArguments[i + 1])));
    }
    return turn ->
        turn.stream()
            .event(role())
            .event(chunk("{\"tool_calls\":[" + String.join(",", calls) + "]}", "null"))
            .event(chunk("{}", "\"tool_calls\""))
            .event(usage())
            .done();
  }

  /** An upstream's answer in one piece. */
  public static Script answers(String text) {
    return turn -> turn.json(200, whole(text));
  }
}
