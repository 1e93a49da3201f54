package dev.tutti.cooperation.vote;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.cooperation.answer.AnswerPanel;
import dev.tutti.cooperation.answer.AnswerQuestion;
import dev.tutti.cooperation.answer.AnswerType;
import dev.tutti.cooperation.answer.GoldAnswer;
import dev.tutti.cooperation.vote.weight.OutcomeRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Question whose right answer is known, with the answers of models: what is learned from and
 * measured on.
 *
 * @param id or question that tells it apart; empty where it has neither
 * @param taskType empty where it is not known
 */
public record LabelledQuestion(
    String id, String question, String taskType, GoldAnswer gold, List<MemberAnswer> answers) {
  private static final Pattern ASKS_PERCENT = Pattern.compile("(?i)percent|%|百分");

  public LabelledQuestion {
    answers = List.copyOf(answers);
  }

  /**
   * Reads lines of JSON: {@code {question?, task_type?, gold, answers: [{model, text,
   * confidence?}]}}; blank ones are skipped, other members are not read.
   *
   * @param most lines at most
   * @throws Fault {@code invalid_request} that names the line
   */
  public static List<LabelledQuestion> lines(String text, int most) {
    var questions = new ArrayList<LabelledQuestion>();
    int number = 0;
    for (var line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (!line.isBlank()) {
        if (questions.size() == most) {
          throw Fault.invalid(
              "lines[%d]".formatted(number), "one too many (expected: " + most + ")");
        }
        questions.add(read(line, number));
      }
    }
    if (questions.isEmpty()) {
      throw Fault.invalid("lines", "none (expected: {gold, answers} on each line)");
    }
    return questions;
  }

  private static LabelledQuestion read(String line, int number) {
    var place = "lines[%d]".formatted(number);
    JsonNode node;
    try {
      node = Json.parse(line);
    } catch (JacksonException e) {
      throw Fault.invalid(place, "not JSON: " + e.getOriginalMessage() + " (expected: an object)");
    }
    if (!node.isObject()) {
      throw Fault.invalid(place, VoteJson.shown(node) + " (expected: an object)");
    }
    var gold =
        GoldAnswer.of(node.path("gold"))
            .orElseThrow(
                () ->
                    Fault.invalid(
                        place + ".gold",
                        VoteJson.shown(node.path("gold")) + " (expected: the right answer)"));
    return new LabelledQuestion(
        node.path("id").asString(""),
        node.path("question").asString(""),
        node.path("task_type").asString(""),
        gold,
        VoteJson.answers(node.path("answers"), place + ".answers"));
  }

  /** Models of some questions, each once, sorted. */
  public static List<String> models(List<LabelledQuestion> questions) {
    return questions.stream().flatMap(each -> each.models().stream()).distinct().sorted().toList();
  }

  /** Types of tasks of some questions, each once, sorted. */
  public static List<String> taskTypes(List<LabelledQuestion> questions) {
    return questions.stream()
        .map(LabelledQuestion::taskType)
        .filter(each -> !each.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  /** Its models, each once, sorted. */
  List<String> models() {
    return answers.stream().map(MemberAnswer::model).distinct().sorted().toList();
  }

  /** Its answers as a ballot whose winner always is the consensus. */
  Ballot ballot() {
    return new Ballot(
        question, taskType, answers, new VotingParameters(0, false, false, gold.type()));
  }

  /** How its answers turned out. */
  OutcomeRow row() {
    var panel = panel();
    var groups = new HashMap<String, Integer>();
    var cells = new ArrayList<OutcomeRow.Cell>();
    for (int i = 0; i < answers.size(); i++) {
      cells.add(cell(panel, i, groups));
    }
    return new OutcomeRow(taskType, cells);
  }

  /**
   * The answers, and behind them the right one, as it stands and as a percentage where one is asked
   * for: then 20 % is right where gold is 20.
   */
  private AnswerPanel panel() {
    boolean percent = gold.type() == AnswerType.NUMBER && ASKS_PERCENT.matcher(question).find();
    var golds = Stream.of(gold.text(), percent ? gold.text() + "%" : gold.text());
    var texts = Stream.concat(answers.stream().map(MemberAnswer::text), golds).toList();
    return AnswerPanel.of(new AnswerQuestion(question, gold.type()), texts);
  }

  private OutcomeRow.Cell cell(AnswerPanel panel, int place, Map<String, Integer> groups) {
    var answer = answers.get(place);
    var canonical = panel.canonical(place);
    int group =
        canonical.isEmpty()
            ? OutcomeRow.ABSTAINED
            : panel.isSame(place, answers.size()) || panel.isSame(place, answers.size() + 1)
                ? OutcomeRow.RIGHT
                : groups.computeIfAbsent(canonical.get(), _ -> groups.size() + 1);
    var stated = answer.confidence();
    return new OutcomeRow.Cell(answer.model(), group, stated == null ? -1 : (float) stated.value());
  }
}
