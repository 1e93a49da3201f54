package dev.tutti.cooperation.vote;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.cooperation.answer.AnswerType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Votes as JSON, as the API reads and writes them. */
public final class VoteJson {
  private static final List<String> PARAMETERS =
      List.of(
          "consensus_threshold", "weight_by_confidence", "include_dissenting_views", "answer_type");
  private static final List<String> MEMBERS =
      List.of("id", "question", "task_type", "answer_type", "answers", "voting_params");
  private static final int LONGEST_SHOWN = 40;

  private VoteJson() {}

  /**
   * Reads {@code voting_params}.
   *
   * @param node an object; missing or null for the usual ones
   * @param place its name in messages, such as {@code voting_params}
   * @throws Fault {@code invalid_request} that names the place
   */
  public static VotingParameters parameters(JsonNode node, String place) {
    var usual = VotingParameters.USUAL;
    if (isAbsent(node)) {
      return usual;
    }
    if (!node.isObject()) {
      throw Fault.invalid(place, shown(node) + " (expected: an object)");
    }
    requireOnly(node, PARAMETERS, place + ".");
    return new VotingParameters(
        share(node, place, "consensus_threshold", usual.consensusThreshold()),
        flag(node, place, "weight_by_confidence", usual.weightByConfidence()),
        flag(node, place, "include_dissenting_views", usual.includeDissentingViews()),
        type(node.path("answer_type"), place + ".answer_type"));
  }

  private static void requireOnly(JsonNode node, List<String> members, String place) {
    for (var name : node.propertyNames()) {
      if (!members.contains(name)) {
        throw Fault.invalid(
            place + name, "not known (expected: " + String.join(", ", members) + ")");
      }
    }
  }

  /**
   * Reads a type of answers; missing or null is any.
   *
   * @throws Fault {@code invalid_request} that names the place
   */
  public static AnswerType type(JsonNode node, String place) {
    if (isAbsent(node)) {
      return AnswerType.AUTO;
    }
    return AnswerType.named(node.isString() ? node.asString() : "")
        .orElseThrow(
            () ->
                Fault.invalid(
                    place, shown(node) + " (expected: one of " + AnswerType.words() + ")"));
  }

  /**
   * Reads a question with answers that are there: {@code question, task_type, answer_type, answers,
   * voting_params}.
   *
   * @param place what its members' names begin with in messages, such as {@code items[3].}
   * @throws Fault {@code invalid_request} that names the place
   */
  public static Ballot ballot(ObjectNode node, String place) {
    requireOnly(node, MEMBERS, place);
    var parameters = parameters(node.path("voting_params"), place + "voting_params");
    var type = type(node.path("answer_type"), place + "answer_type");
    return new Ballot(
        text(node, place, "question"),
        text(node, place, "task_type"),
        answers(node.path("answers"), place + "answers"),
        type == AnswerType.AUTO ? parameters : parameters.of(type));
  }

  /**
   * Reads {@code [{model, text, confidence}]}, or {@code {model: text}}.
   *
   * @throws Fault {@code invalid_request} that names the place
   */
  static List<MemberAnswer> answers(JsonNode node, String place) {
    var answers = new ArrayList<MemberAnswer>();
    if (node.isObject()) {
      node.forEachEntry((model, text) -> answers.add(MemberAnswer.of(model, said(text))));
    } else if (node.isArray()) {
      for (var each : node) {
        answers.add(answer(each, "%s[%d]".formatted(place, answers.size())));
      }
    }
    if (answers.isEmpty() || answers.size() > VoteCounter.MOST_ANSWERS) {
      throw Fault.invalid(
          place,
          "%s (expected: 1 to %d of {model, text})"
              .formatted(
                  node.isContainer() ? answers.size() + " answers" : shown(node),
                  VoteCounter.MOST_ANSWERS));
    }
    return answers;
  }

  private static MemberAnswer answer(JsonNode node, String place) {
    if (!node.isObject()) {
      throw Fault.invalid(place, shown(node) + " (expected: {model, text})");
    }
    var model = node.path("model");
    if (!model.isString() || model.asString().isBlank()) {
      throw Fault.invalid(place + ".model", shown(model) + " (expected: a name)");
    }
    var text = node.has("text") ? node.path("text") : node.path("answer");
    if (text.isMissingNode()) {
      throw Fault.invalid(place + ".text", "missing (expected: what the model said)");
    }
    return new MemberAnswer(
        model.asString(), said(text), confidence(node.path("confidence"), place + ".confidence"));
  }

  /** Text of an answer; other values as they are written in JSON, null as nothing. */
  private static String said(JsonNode text) {
    return text.isString() ? text.asString() : text.isNull() ? "" : Json.text(text);
  }

  private static @Nullable StatedConfidence confidence(JsonNode node, String place) {
    if (isAbsent(node)) {
      return null;
    }
    double value = node.isNumber() ? node.asDouble(Double.NaN) : Double.NaN;
    if (!(value >= 0 && value <= 1)) {
      throw Fault.invalid(place, shown(node) + " (expected: a number from 0 to 1)");
    }
    return new StatedConfidence(value);
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static double share(JsonNode node, String place, String name, double usual) {
    var share = node.path(name);
    if (isAbsent(share)) {
      return usual;
    }
    double value = share.isNumber() ? share.asDouble(Double.NaN) : Double.NaN;
    if (!(value >= 0 && value <= 1)) {
      throw Fault.invalid(place + "." + name, shown(share) + " (expected: a number from 0 to 1)");
    }
    return value;
  }

  private static boolean flag(JsonNode node, String place, String name, boolean usual) {
    var flag = node.path(name);
    if (!isAbsent(flag) && !flag.isBoolean()) {
      throw Fault.invalid(place + "." + name, shown(flag) + " (expected: true or false)");
    }
    return isAbsent(flag) ? usual : flag.asBoolean();
  }

  private static String text(JsonNode node, String place, String name) {
    var text = node.path(name);
    if (!isAbsent(text) && !text.isString()) {
      throw Fault.invalid(place + name, shown(text) + " (expected: a text)");
    }
    return isAbsent(text) ? "" : text.asString();
  }

  static String shown(JsonNode node) {
    var text =
        node.isMissingNode()
            ? "missing"
            : node.isArray() ? "a list" : node.isObject() ? "an object" : node.toString();
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
  }

  /**
   * Result with {@code consensus, confidence_score, agreement, dissenting_views, votes} and what
   * explains them.
   */
  public static ObjectNode of(VoteResult result) {
    var json = Json.object();
    json.put("consensus", result.consensus().orElse(null));
    json.put("leading", result.leading().map(LeadingView::answer).orElse(null));
    json.put("confidence_score", result.confidence());
    json.put("calibrated", result.leading().map(LeadingView::calibrated).orElse(false));
    json.put("agreement", result.agreement());
    json.put("answer_type", result.type().word());
    json.put("decided_by", result.medoid() ? "medoid" : "weights");
    var dissent = json.putArray("dissenting_views");
    result.dissent().forEach(each -> dissent.add(of(each)));
    var votes = json.putArray("votes");
    result.votes().forEach(each -> votes.add(of(each)));
    return json;
  }

  private static ObjectNode of(DissentingView view) {
    var json = Json.object().put("answer", view.answer());
    var members = json.putArray("members");
    view.members().forEach(members::add);
    return json.put("share", view.share()).put("quote", view.quote());
  }

  /** One vote, with the confidence of its member where one is known. */
  public static ObjectNode of(MemberVote vote) {
    var json =
        Json.object()
            .put("model", vote.model())
            .put("answer", vote.answer())
            .put("canonical", vote.canonical())
            .put("weight", vote.weight())
            .put("abstained", vote.abstained());
    var confidence = vote.confidence();
    return confidence == null
        ? json
        : json.put("confidence", VoteTally.rounded(confidence.value()));
  }
}
