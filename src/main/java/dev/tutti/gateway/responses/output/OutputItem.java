package dev.tutti.gateway.responses.output;

import dev.tutti.chat.Json;
import tools.jackson.databind.node.ObjectNode;

/** An item that a model is saying. Not thread-safe. */
public sealed interface OutputItem permits OutputCall, OutputMessage, OutputReasoning {

  /** The item as it stands. */
  ObjectNode json();

  /** Its place in the output, from 0. */
  int index();

  /** Nothing more comes. */
  void end();

  /** Members of events about the whole item. */
  static ObjectNode members(OutputItem item) {
    var members = Json.object().put("output_index", item.index());
    members.set("item", item.json());
    return members;
  }

  /** Members that events about a part of the item begin with. */
  static ObjectNode about(OutputItem item) {
    return Json.object()
        .put("item_id", item.json().path("id").asString())
        .put("output_index", item.index());
  }
}
