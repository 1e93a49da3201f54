package dev.tutti.provider.simulated;

import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.OpenAiUsage;
import dev.tutti.chat.Usage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Vectors for texts or tokens, in the form of OpenAI's answer. */
final class Embedding {
  private static final int DIMENSIONS = 256;
  private static final int MOST_DIMENSIONS = 4_096;
  private static final int MOST_INPUTS = 2_048;
  private static final int MOST_NUMBERS = 1 << 20;

  private Embedding() {}

  static AnswerPlan script(SimulatedRequest request) {
    var inputs = inputs(request.request().body().get("input"));
    int dimensions = request.prompt().dimensions().orElse(DIMENSIONS);
    check("dimensions", dimensions, MOST_DIMENSIONS);
    check("input", inputs.size(), MOST_INPUTS);
    check("dimensions x input", dimensions * inputs.size(), MOST_NUMBERS);
    boolean base64 = request.prompt().text("encoding_format").orElse("float").equals("base64");
    var data = new ArrayList<Item>();
    for (var input : inputs) {
      var vector = Vector.of(input, dimensions);
      data.add(new Item("embedding", data.size(), base64 ? base64(vector) : vector));
    }
    var usage = Usage.of(inputs.stream().mapToLong(List::size).sum(), 0);
    var answer = new Answer("list", List.copyOf(data), request.model(), usage(usage));
    return AnswerPlan.whole(new Chunk.Whole(JsonBody.parse(Json.bytes(answer)), usage));
  }

  private static JsonNode usage(Usage usage) {
    var json = OpenAiUsage.json(usage);
    json.remove("completion_tokens");
    return json;
  }

  private static void check(String place, int value, int most) {
    if (value > most) {
      throw Fault.invalid(
          place, "%d (expected by a simulated model: at most %d)".formatted(value, most));
    }
  }

  /** One text, several texts, the tokens of one text, or those of several. */
  private static List<List<String>> inputs(JsonNode input) {
    if (input.isString()) {
      return List.of(TokenSplitter.cut(input.asString()));
    }
    if (input.path(0).isNumber()) {
      return List.of(tokens(input));
    }
    return input
        .valueStream()
        .map(each -> each.isString() ? TokenSplitter.cut(each.asString()) : tokens(each))
        .toList();
  }

  private static List<String> tokens(JsonNode list) {
    return list.valueStream().map(token -> "#" + Json.text(token)).toList();
  }

  private static String base64(float[] vector) {
    var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private record Answer(String object, List<Item> data, String model, JsonNode usage) {}

  private record Item(String object, int index, Object embedding) {}
}
