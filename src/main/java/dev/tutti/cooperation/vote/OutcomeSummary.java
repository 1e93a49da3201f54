package dev.tutti.cooperation.vote;

import dev.tutti.chat.Json;
import dev.tutti.cooperation.vote.weight.OutcomeRow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * Summary of what votes have learned.
 *
 * @param rows outcomes that are kept
 * @param models what each has done
 * @param taskTypes number of outcomes by type of tasks; empty is the one of those without any
 */
public record OutcomeSummary(
    int rows, Map<String, ModelOutcomes> models, Map<String, Integer> taskTypes) {
  public OutcomeSummary {
    models = Map.copyOf(models);
    taskTypes = Map.copyOf(taskTypes);
  }

  /** Answers of a model, those that it gave and did not abstain from, and those that were right. */
  public record ModelOutcomes(int answers, int given, int right) {
    private static final ModelOutcomes NONE = new ModelOutcomes(0, 0, 0);

    private ModelOutcomes with(OutcomeRow.Cell cell) {
      return new ModelOutcomes(
          answers + 1, given + (cell.abstained() ? 0 : 1), right + (cell.isRight() ? 1 : 0));
    }
  }

  static OutcomeSummary of(List<OutcomeRow> rows) {
    var models = new TreeMap<String, ModelOutcomes>();
    var types = new TreeMap<String, Integer>();
    for (var row : rows) {
      types.merge(row.taskType(), 1, Integer::sum);
      for (var cell : row.answers()) {
        models.put(cell.model(), models.getOrDefault(cell.model(), ModelOutcomes.NONE).with(cell));
      }
    }
    return new OutcomeSummary(rows.size(), models, types);
  }

  /** All of it as JSON. */
  public ObjectNode json() {
    var json = Json.object().put("rows", rows);
    var list = json.putArray("models");
    new TreeMap<>(models)
        .forEach(
            (model, of) ->
                list.addObject()
                    .put("model", model)
                    .put("answers", of.answers)
                    .put("answered", of.given)
                    .put("right", of.right)
                    .put("accuracy", Math.round(1e4 * of.right / of.answers) / 1e4));
    var types = json.putObject("task_types");
    new TreeMap<>(taskTypes).forEach(types::put);
    return json;
  }
}
