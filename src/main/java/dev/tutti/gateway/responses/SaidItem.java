package dev.tutti.gateway.responses;

import dev.tutti.chat.Json;
import tools.jackson.databind.node.ObjectNode;

/** An item that a model is saying. Not thread-safe. */
sealed interface SaidItem permits SaidCall, SaidMessage, SaidThought {

  /** The member that holds what its provider says of an item beyond our words. */
  String BEYOND = "provider_fields";

  /** The item as it stands. */
  ObjectNode json();

  /** Its place in the output, from 0. */
  int index();

  /** Nothing more comes. */
  void end();

  /** What events about the whole item say. */
  static ObjectNode members(SaidItem item) {
    var members = Json.object().put("output_index", item.index());
    members.set("item", item.json());
    return members;
  }

  /** What events about a part of the item begin with. */
  static ObjectNode about(SaidItem item) {
    return Json.object()
        .put("item_id", item.json().path("id").asString())
        .put("output_index", item.index());
  }
}
