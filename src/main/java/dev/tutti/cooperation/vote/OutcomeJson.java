package dev.tutti.cooperation.vote;

import dev.tutti.chat.Json;
import dev.tutti.cooperation.vote.weight.OutcomeRow;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Answers to one question as JSON: model, group, and confidence where one was stated. */
final class OutcomeJson {
  private OutcomeJson() {}

  static ArrayNode of(List<OutcomeRow.Cell> cells) {
    var list = Json.array();
    for (var cell : cells) {
      var one = list.addArray().add(cell.model()).add(cell.group());
      if (cell.confidence() >= 0) {
        one.add(cell.confidence());
      }
    }
    return list;
  }

  static List<OutcomeRow.Cell> read(JsonNode list) {
    var cells = new ArrayList<OutcomeRow.Cell>();
    for (var each : list) {
      cells.add(
          new OutcomeRow.Cell(
              each.path(0).asString("").intern(),
              each.path(1).asInt(OutcomeRow.ABSTAINED),
              (float) each.path(2).asDouble(-1)));
    }
    return cells;
  }
}
