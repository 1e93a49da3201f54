package dev.tutti.selection.auto;

import dev.tutti.chat.Json;
import dev.tutti.selection.analysis.PromptAnalysis;
import dev.tutti.selection.analysis.PromptLanguage;
import dev.tutti.selection.analysis.PromptSignal;
import dev.tutti.selection.analysis.RouteStrategy;
import dev.tutti.selection.analysis.TaskType;
import dev.tutti.selection.decision.QualityKnob;
import dev.tutti.selection.decision.RequestNeeds;
import dev.tutti.selection.decision.RouteQuestion;
import dev.tutti.selection.quality.PromptVector;
import dev.tutti.selection.rule.RuleSubject;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Question as the record of a call has it, without the user's words: whether rules would have found
 * a keyword in these cannot be told of it.
 */
public final class RecordedQuestion {
  private static final int MOST_CHARS = 1 << 20;

  private RecordedQuestion() {}

  /** What is recorded beside the analysis. */
  static ObjectNode json(RouteQuestion question) {
    var needs = question.needs();
    var text = question.subject().text();
    var json =
        Json.object()
            .put("prompt_tokens", needs.promptTokens())
            .put("answer_tokens", needs.answerTokens())
            .put("chars", text.codePointCount(0, text.length()))
            .put("vision", needs.vision())
            .put("tools", needs.tools())
            .put("json", needs.json())
            .put("single", needs.single());
    var tags = json.putArray("tags");
    question.subject().tags().stream().sorted().forEach(tags::add);
    return json;
  }

  /**
   * The question of a decision that was recorded.
   *
   * @param route the decision
   * @param knob the one that it is decided by now
   */
  public static RouteQuestion read(JsonNode route, RecordedCaller caller, QualityKnob knob) {
    var request = route.path("request");
    var analysis = analysis(route);
    var tags = new HashSet<String>();
    request.path("tags").forEach(tag -> tags.add(tag.asString("")));
    return new RouteQuestion(
        analysis,
        PromptVector.of("", analysis),
        new RequestNeeds(
            request.path("prompt_tokens").asLong(0),
            request.path("answer_tokens").asLong(0),
            request.path("vision").asBoolean(false),
            request.path("tools").asBoolean(false),
            request.path("json").asBoolean(false),
            request.path("single").asBoolean(false)),
        new RuleSubject(
            "x".repeat(Math.min(MOST_CHARS, request.path("chars").asInt(0))),
            analysis.taskType(),
            caller.key(),
            caller.owner(),
            caller.user(),
            Set.copyOf(tags),
            caller.at()),
        knob,
        _ -> true);
  }

  /** Who made a call that was recorded, and when. */
  public record RecordedCaller(String key, String owner, String user, Instant at) {}

  /** What is recorded of the analysis of a prompt. */
  public static PromptAnalysis analysis(JsonNode route) {
    return new PromptAnalysis(
        Math.clamp(route.path("complexity_score").asDouble(.5), 0, 1),
        TaskType.of(route.path("task_type").asString("")).orElse(TaskType.QUESTION_ANSWERING),
        Math.clamp(route.path("confidence").asDouble(0), 0, 1),
        language(route.path("language").asString("")),
        RouteStrategy.of(route.path("suggested_strategy").asString(""))
            .orElse(RouteStrategy.DEFAULT),
        signals(route.path("signals")));
  }

  private static PromptLanguage language(String code) {
    return Arrays.stream(PromptLanguage.values())
        .filter(each -> each.code().equals(code))
        .findFirst()
        .orElse(PromptLanguage.OTHER);
  }

  private static List<PromptSignal> signals(JsonNode names) {
    return names
        .valueStream()
        .map(name -> new PromptSignal(name.asString(""), 0, name.asString("")))
        .toList();
  }
}
