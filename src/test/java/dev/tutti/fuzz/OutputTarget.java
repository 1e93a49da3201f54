package dev.tutti.fuzz;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.output.Judgement;
import dev.tutti.output.OutputForm;
import dev.tutti.output.OutputForms;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The reader of what models write when JSON is wanted, which repairs what is nearly JSON. */
public final class OutputTarget {
  private static final String FORM =
      """
      {"type": "json_schema", "json_schema": {"name": "birds", "schema": {
        "type": "object", "required": ["name"], "additionalProperties": false,
        "properties": {
          "name": {"type": "string", "maxLength": 9},
          "wings": {"type": "integer", "minimum": 0},
          "more": {"type": "array", "maxItems": 3, "items": {"$ref": "#"}}}}}}
      """;
  private static final List<OutputForm> FORMS = List.of(OutputForm.OBJECT, birds());

  private OutputTarget() {}

  private static OutputForm birds() {
    var request = ChatRequest.builder("m").user("hi").with("response_format", Json.tree(FORM));
    return new OutputForms().of(request.build());
  }

  /** Tries the seeds in these folders. */
  public static void fuzzerInitialize(String[] folders) {
    Seeds.warm(folders, OutputTarget::fuzzerTestOneInput);
  }

  /** Reads any bytes. */
  public static void fuzzerTestOneInput(byte[] input) {
    var text = new String(input, StandardCharsets.UTF_8);
    FORMS.forEach(form -> judge(form, text));
  }

  /** What was mended needs no mending. */
  private static void judge(OutputForm form, String text) {
    try {
      if (form.judge(text) instanceof Judgement.Mended(String json)
          && !(form.judge(json) instanceof Judgement.Fits)) {
        throw new AssertionError("mended to what is not valid: " + json);
      }
    } catch (Fault _) {
      // Too much work.
    }
  }
}
