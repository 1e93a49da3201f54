package dev.tutti.character.group.chat;

import dev.tutti.character.group.TurnPlan;
import dev.tutti.character.group.TurnPolicy;
import dev.tutti.chat.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Groups as JSON, by the names of the API. */
public final class GroupJson {
  private static final String UNLIMITED = "budget_tokens";

  private GroupJson() {}

  /** What is said about a group, as it is kept and as callers say it. */
  public static ObjectNode body(ChatGroup group) {
    var rules = group.rules();
    var json =
        Json.object()
            .put("name", group.name())
            .put("user", group.user())
            .put("user_name", group.userName())
            .put("model", group.model())
            .put("policy", rules.plan().policy().word())
            .put("fallback", rules.plan().fallback().word())
            .put("max_speakers", rules.plan().mostSpeakers())
            .put("max_turns", rules.mostReplies())
            .put("allow_self_response", rules.plan().selfResponse())
            .put("auto_turns", rules.autoTurns())
            .put("on_other_speaker", rules.handsOver() ? "hand_over" : "cut")
            .put("cards", rules.joinsCards() ? "join" : "swap")
            .put("chooser", rules.chooser())
            .put("seed", rules.seed());
    if (rules.mostTokens() < Long.MAX_VALUE) {
      json.put(UNLIMITED, rules.mostTokens());
    }
    var members = json.putArray("members");
    group.members().forEach(each -> members.add(member(each)));
    return json;
  }

  private static ObjectNode member(CastMember member) {
    var json =
        Json.object()
            .put("id", member.character())
            .put("name", member.name())
            .put("talkativeness", member.talkativeness())
            .put("muted", member.muted())
            .put("model", member.model());
    var aliases = json.putArray("aliases");
    member.aliases().forEach(aliases::add);
    return json;
  }

  /** The same with what callers see of it. */
  public static ObjectNode of(ChatGroup group) {
    var json =
        Json.object().put("id", group.id()).put("object", "group").put("session_id", group.id());
    json.setAll(body(group));
    var characters = json.putArray("characters");
    group.members().forEach(each -> characters.add(each.character()));
    return json.put("created_at", group.created().toString());
  }

  /** A group as {@link #body} has written it. */
  static ChatGroup read(String id, String owner, Instant created, JsonNode body) {
    return new ChatGroup(
        id,
        owner,
        body.path("name").asString(""),
        body.path("user").asString(""),
        body.path("user_name").asString(ChatGroup.NOBODY),
        body.path("model").asString(""),
        body.path("members").valueStream().map(GroupJson::member).toList(),
        rules(body),
        created);
  }

  private static CastMember member(JsonNode json) {
    return new CastMember(
        json.path("id").asString(""),
        json.path("name").asString(""),
        texts(json.path("aliases")),
        json.path("talkativeness").asDouble(),
        json.path("muted").asBoolean(false),
        json.path("model").asString(""));
  }

  /** The texts of a list. */
  static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(each -> texts.add(each.asString("")));
    return List.copyOf(texts);
  }

  private static GroupRules rules(JsonNode body) {
    var plan =
        new TurnPlan.Rules(
            policy(body, "policy", TurnPolicy.NATURAL),
            policy(body, "fallback", TurnPolicy.RANDOM),
            body.path("max_speakers").asInt(TurnPlan.Rules.MOST_SPEAKERS),
            body.path("allow_self_response").asBoolean(false));
    return new GroupRules(
        plan,
        body.path("max_turns").asInt(GroupRules.USUAL_REPLIES),
        body.path("auto_turns").asInt(0),
        body.path(UNLIMITED).asLong(Long.MAX_VALUE),
        body.path("on_other_speaker").asString("").equals("hand_over"),
        body.path("cards").asString("").equals("join"),
        body.path("chooser").asString(""),
        body.path("seed").asLong(0));
  }

  private static TurnPolicy policy(JsonNode body, String name, TurnPolicy otherwise) {
    return TurnPolicy.of(body.path(name).asString("")).orElse(otherwise);
  }
}
