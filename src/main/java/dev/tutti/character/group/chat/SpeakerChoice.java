package dev.tutti.character.group.chat;

import dev.tutti.call.Call;
import dev.tutti.character.group.GroupMessage;
import dev.tutti.character.group.SpeakerCutter;
import dev.tutti.character.group.TurnPlan;
import dev.tutti.character.group.TurnPlan.PlannedSpeaker;
import dev.tutti.character.group.TurnPlan.Rules;
import dev.tutti.character.group.TurnPolicy;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.text.WholeCharacters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Choice of who speaks next. Code decides how many speak and when it ends. Under the policy {@code
 * model} those who are addressed come first; otherwise a model names one of the candidates, and
 * what it does not decide the fallback does.
 */
record SpeakerChoice(GroupChats chats, GroupPost post, Call call) {
  private static final int SEEN = 12;
  private static final int LONGEST = 500;
  private static final int MOST_TOKENS = 1_000;

  /** The plan of a round. */
  List<PlannedSpeaker> plan(GroupHistory history, @Nullable GroupMessage message, long seed) {
    var rules = post.group().rules().plan();
    boolean forced = message != null && !message.speakers().isEmpty();
    if (rules.policy() != TurnPolicy.MODEL || forced) {
      return plan(rules, history, message, seed);
    }
    var addressed = with(rules, TurnPolicy.MENTIONED, TurnPolicy.MANUAL);
    var named = plan(addressed, history, message, seed);
    if (!named.isEmpty()) {
      return named;
    }
    var candidates = candidates(rules, history, message);
    return chosen(candidates, history)
        .map(List::of)
        .orElseGet(() -> plan(rules, history, message, seed));
  }

  private List<PlannedSpeaker> plan(
      Rules rules, GroupHistory history, @Nullable GroupMessage message, long seed) {
    return TurnPlan.of(rules, post.group().cast(), before(history, message), message, seed);
  }

  /** The history of a plan ends before the message. */
  private static List<GroupMessage> before(GroupHistory history, @Nullable GroupMessage message) {
    boolean there = message != null && !message.text().isEmpty();
    return there ? history.saidBefore() : history.said();
  }

  private static Rules with(Rules rules, TurnPolicy policy, TurnPolicy fallback) {
    return new Rules(policy, fallback, rules.mostSpeakers(), rules.selfResponse());
  }

  private List<CastMember> candidates(
      Rules rules, GroupHistory history, @Nullable GroupMessage message) {
    var all = new Rules(TurnPolicy.LIST, TurnPolicy.MANUAL, ChatGroup.MOST_MEMBERS, true);
    var said = history.said();
    var last = said.isEmpty() ? "" : said.getLast().speaker();
    var candidates = new ArrayList<CastMember>();
    for (var each : plan(all, history, message, 0)) {
      if (rules.selfResponse() || !each.speaker().equals(last)) {
        post.group().member(each.speaker()).ifPresent(candidates::add);
      }
    }
    return List.copyOf(candidates);
  }

  private Optional<PlannedSpeaker> chosen(List<CastMember> candidates, GroupHistory history) {
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    if (candidates.size() == 1) {
      return Optional.of(
          new PlannedSpeaker(candidates.getFirst().character(), "is the only one who may"));
    }
    return asked(candidates, history)
        .map(each -> new PlannedSpeaker(each.character(), "was chosen by the model"));
  }

  /** The model's answer, which is asked for once more where it has not the form. */
  private Optional<CastMember> asked(List<CastMember> candidates, GroupHistory history) {
    var group = post.group();
    var name =
        group.rules().chooser().isEmpty()
            ? chats.models().player(group, post.model(), call.caller())
            : group.rules().chooser();
    try {
      var model = chats.models().model(name, call.caller());
      var nobody = new SpeakerCutter(List.of(), List.of());
      var said =
          new SpeakerCalls(chats, call, false)
              .ask(model, request(name, candidates, history), nobody, _ -> {});
      return named(said.text(), candidates);
    } catch (Fault fault) {
      if (call.cancelled()) {
        throw fault;
      }
      return Optional.empty();
    }
  }

  private ChatRequest request(String model, List<CastMember> candidates, GroupHistory history) {
    var question = new StringBuilder("Characters who may speak next:\n");
    for (var each : candidates) {
      question.append(each.character()).append(": ").append(each.name()).append('\n');
    }
    question.append("\nThe conversation so far:\n");
    var lines = history.lines();
    for (var each : lines.subList(Math.max(0, lines.size() - SEEN), lines.size())) {
      var text = WholeCharacters.first(each.said().text(), LONGEST);
      question.append(each.name()).append(": ").append(text).append('\n');
    }
    return ChatRequest.builder(model)
        .system(
            "You direct a group chat. Say which character would most naturally speak next. Answer"
                + " with JSON only: {\"speaker\": ID}.")
        .user(question.toString())
        .maxTokens(MOST_TOKENS)
        .with("response_format", form(candidates))
        .build();
  }

  private static ObjectNode form(List<CastMember> candidates) {
    var form = Json.object().put("type", "json_schema");
    var named = form.putObject("json_schema").put("name", "next_speaker").put("strict", true);
    var schema = named.putObject("schema").put("type", "object");
    schema.put("additionalProperties", false).putArray("required").add("speaker");
    var ids = schema.putObject("properties").putObject("speaker").put("type", "string");
    var values = ids.putArray("enum");
    candidates.forEach(each -> values.add(each.character()));
    return form;
  }

  private static Optional<CastMember> named(String answer, List<CastMember> candidates) {
    try {
      var said = Json.parse(answer).path("speaker").asString("");
      return candidates.stream().filter(each -> each.isCalled(said)).findFirst();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
