package dev.tutti.cooperation.vote;

import dev.tutti.chat.Json;
import dev.tutti.cooperation.vote.weight.OutcomeRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Vote as the record of its call has it: which answers were equal and which of them became the
 * result, without a word of what was said. What somebody says of the result teaches what those who
 * gave it have earned.
 */
public final class CountedVote {
  /** A score that says nothing. */
  private static final double NEUTRAL = .5;

  private static final int WRONG = 1;

  private final String taskType;

  /** Answers; those that became the result are in the group of right ones. */
  private final List<OutcomeRow.Cell> cells;

  private CountedVote(String taskType, List<OutcomeRow.Cell> cells) {
    this.taskType = taskType;
    this.cells = List.copyOf(cells);
  }

  /**
   * Vote whose result is one of its answers; empty for longer texts, which may all be right.
   *
   * @param winner canonical form of the answer that became the result
   */
  public static Optional<CountedVote> of(Ballot ballot, VoteResult result, String winner) {
    if (result.medoid()) {
      return Optional.empty();
    }
    var groups = new HashMap<String, Integer>();
    groups.put(winner, OutcomeRow.RIGHT);
    var cells = new ArrayList<OutcomeRow.Cell>();
    for (int i = 0; i < ballot.answers().size(); i++) {
      var canonical = result.votes().get(i).canonical();
      int group =
          canonical == null
              ? OutcomeRow.ABSTAINED
              : groups.computeIfAbsent(canonical, _ -> groups.size());
      var answer = ballot.answers().get(i);
      var stated = answer.confidence();
      float confidence = stated == null ? -1 : (float) stated.value();
      cells.add(new OutcomeRow.Cell(answer.model(), group, confidence));
    }
    return Optional.of(new CountedVote(ballot.taskType(), cells));
  }

  /** Form in which it is kept. */
  public ObjectNode json() {
    var json = Json.object().put("task_type", taskType);
    json.set("answers", OutcomeJson.of(cells));
    return json;
  }

  /** The vote of {@link #json}. */
  static CountedVote read(JsonNode json) {
    return new CountedVote(
        json.path("task_type").asString(""), OutcomeJson.read(json.path("answers")));
  }

  /**
   * What a score of its result teaches: of a good one all answers, of a bad one those that became
   * the result, as nobody knows of the others; of one in the middle nothing.
   */
  Optional<OutcomeRow> rated(double score) {
    if (score == NEUTRAL || cells.isEmpty()) {
      return Optional.empty();
    }
    var known =
        score > NEUTRAL
            ? cells
            : cells.stream()
                .filter(OutcomeRow.Cell::isRight)
                .map(each -> new OutcomeRow.Cell(each.model(), WRONG, each.confidence()))
                .toList();
    return Optional.of(new OutcomeRow(taskType, known));
  }
}
