package dev.tutti.gateway.character;

import dev.tutti.character.group.GroupMember;
import dev.tutti.character.group.GroupMessage;
import dev.tutti.character.group.Mentions;
import dev.tutti.character.group.TurnPlan;
import dev.tutti.character.group.TurnPlan.Rules;
import dev.tutti.character.group.TurnPolicy;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A group whose next turn is planned: {@code POST /v1/groups/plan}. */
record GroupPlanBody(
    Rules rules,
    List<GroupMember> members,
    List<GroupMessage> history,
    @Nullable GroupMessage message,
    long seed) {
  private static final int MOST_MEMBERS = 1_000;
  private static final int MOST_NAMES = 5_000;
  private static final int MOST_MESSAGES = 10_000;

  static GroupPlanBody read(byte[] bytes) {
    var body = CharacterFields.of(Json.request(bytes));
    var members = body.objects("members", MOST_MEMBERS, (each, _) -> member(each));
    requireOneOfEach(members);
    requireFewNames(members);
    var seed = body.object().path("seed");
    if (body.has("seed") && !seed.canConvertToLong()) {
      throw body.wrong("seed", "a whole number");
    }
    return new GroupPlanBody(
        rules(body),
        members,
        body.objects("history", MOST_MESSAGES, (each, _) -> message(each)),
        body.has("message") ? message(body.object("message")) : null,
        seed.asLong(0));
  }

  private static Rules rules(CharacterFields body) {
    var settings = body.object("settings");
    return new Rules(
        policy(body, "policy", TurnPolicy.NATURAL),
        policy(settings, "fallback", TurnPolicy.RANDOM),
        settings.number("max_speakers", Rules.MOST_SPEAKERS, 1, MOST_MEMBERS),
        settings.flag("allow_self_response", false));
  }

  private static TurnPolicy policy(CharacterFields body, String name, TurnPolicy otherwise) {
    return TurnPolicy.of(body.text(name, otherwise.word()))
        .orElseThrow(() -> body.wrong(name, "one of " + String.join(", ", TurnPolicy.words())));
  }

  private static GroupMember member(CharacterFields member) {
    var names = new ArrayList<String>();
    names.add(member.text("name", member.text("id")));
    names.add(member.text("nickname", ""));
    names.addAll(member.texts("aliases"));
    return new GroupMember(
        member.text("id"), List.copyOf(names), talkativeness(member), member.flag("muted", false));
  }

  private static double talkativeness(CharacterFields member) {
    var node = member.object().path("talkativeness");
    double value = node.asDouble(GroupMember.TALKATIVENESS);
    if (member.has("talkativeness") && !(node.isNumber() && value >= 0 && value <= 1)) {
      throw member.wrong("talkativeness", "a number from 0 to 1");
    }
    return value;
  }

  /** So that looking for all of them in a message takes less than a second. */
  private static void requireFewNames(List<GroupMember> members) {
    int names = members.stream().mapToInt(each -> each.names().size()).sum();
    if (names > MOST_NAMES) {
      throw Fault.invalid(
          "members", "%d names (expected: at most %d)".formatted(names, MOST_NAMES));
    }
  }

  private static void requireOneOfEach(List<GroupMember> members) {
    var ids = new HashSet<String>();
    for (int i = 0; i < members.size(); i++) {
      if (!ids.add(members.get(i).id())) {
        throw Fault.invalid(
            "members[%d].id".formatted(i),
            "\"%s\" is there twice (expected: one member of each id)"
                .formatted(members.get(i).id()));
      }
    }
  }

  private static GroupMessage message(CharacterFields message) {
    return new GroupMessage(
        message.text("speaker", "user"),
        message.text("text"),
        message.texts("speakers"),
        message.texts("to"),
        message.texts("present"));
  }

  ObjectNode answer() {
    var answer = Json.object();
    var planned = answer.putArray("planned");
    for (var each : TurnPlan.of(rules, members, history, message, seed)) {
      planned.addObject().put("speaker", each.speaker()).put("reason", each.reason());
    }
    var mentioned = answer.putArray("mentioned");
    if (message != null) {
      new Mentions(members).in(message.text()).forEach(mentioned::add);
    }
    return answer;
  }
}
