package dev.tutti.application.api;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.text.Sha256;
import tools.jackson.databind.node.ObjectNode;

/**
 * Question of an application to a model, which is to answer in a form.
 *
 * @param step unique in the run, and the same in another attempt at it
 * @param form name of the form, of letters, digits and {@code _}
 * @param rules what the model is told to do
 * @param material what it is to be done with, such as a document: data, whatever it says
 * @param schema JSON Schema of the answer
 */
public record ModelQuestion(
    String step, String form, String rules, String material, ObjectNode schema) {

  /** The request to a model. */
  public ChatRequest to(String model) {
    var format = Json.object().put("type", "json_schema");
    format.putObject("json_schema").put("name", form).set("schema", schema);
    return ChatRequest.builder(model)
        .system(rules)
        .user(material)
        .with("response_format", format)
        .build();
  }

  /** Hash of all that the answer depends on. */
  public String hash(String model) {
    var all = Json.object().put("rules", rules).put("material", material).put("model", model);
    all.set("schema", schema);
    return Sha256.hex(Json.bytes(all));
  }
}
