package dev.tutti.gateway.group;

import dev.tutti.character.group.GroupMember;
import dev.tutti.character.group.TurnPlan;
import dev.tutti.character.group.TurnPolicy;
import dev.tutti.character.group.chat.CastMember;
import dev.tutti.character.group.chat.ChatGroup;
import dev.tutti.character.group.chat.GroupJson;
import dev.tutti.character.group.chat.GroupRules;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.gateway.character.CharacterFields;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Terms of a group as callers say them. A member that is null, or missing, is as usual.
 *
 * @param fields as they are said
 */
record GroupBody(CharacterFields fields) {
  private static final String CHARACTERS = "characters";
  private static final String MEMBERS = "members";
  private static final String OTHER = "on_other_speaker";
  private static final String BUDGET = "budget_tokens";
  private static final String SEED = "seed";
  private static final String GREETINGS = "greetings";
  private static final int MOST_NAME = 200;

  /** What a body says. */
  static GroupBody of(ObjectNode body) {
    var said = body.deepCopy();
    if (said.has(MEMBERS) && !said.has(CHARACTERS)) {
      said.set(CHARACTERS, said.remove(MEMBERS));
    }
    if (said.path(CHARACTERS).isArray()) {
      var members = Json.array();
      said.path(CHARACTERS)
          .forEach(each -> members.add(each.isString() ? Json.object().set("id", each) : each));
      said.set(CHARACTERS, members);
    }
    return new GroupBody(CharacterFields.of(said));
  }

  /** What a body says of a group that there is: whatever it leaves out stays. */
  static GroupBody change(ChatGroup before, ObjectNode body) {
    var said = GroupJson.body(before);
    said.set(CHARACTERS, said.remove(MEMBERS));
    of(body).fields.object().forEachEntry(said::set);
    return of(said);
  }

  /** Whether it says who is in the group. */
  static boolean saysMembers(ObjectNode body) {
    return body.has(CHARACTERS) || body.has(MEMBERS);
  }

  /**
   * The group.
   *
   * @param seed where it says none
   */
  ChatGroup group(String id, String owner, Instant created, long seed) {
    var user = name("user");
    var userName = name("user_name");
    return new ChatGroup(
        id,
        owner,
        name("name"),
        user,
        !userName.isBlank() ? userName : user.isBlank() ? ChatGroup.NOBODY : user,
        fields.text("model", ""),
        fields.objects(CHARACTERS, ChatGroup.MOST_MEMBERS, (each, _) -> member(each)),
        rules(seed),
        created);
  }

  private String name(String member) {
    var name = fields.text(member, "");
    if (name.length() > MOST_NAME) {
      throw fields.wrong(member, "at most %d characters".formatted(MOST_NAME));
    }
    return name;
  }

  private static CastMember member(CharacterFields member) {
    var id = member.has("id") ? member.text("id") : member.text("character");
    return new CastMember(
        id,
        member.text("name", ""),
        member.texts("aliases"),
        talkativeness(member),
        member.flag("muted", false),
        member.text("model", ""));
  }

  private static double talkativeness(CharacterFields member) {
    var node = member.object().path("talkativeness");
    double value = node.asDouble(GroupMember.TALKATIVENESS);
    if (member.has("talkativeness") && !(node.isNumber() && value >= 0 && value <= 1)) {
      throw member.wrong("talkativeness", "a number from 0 to 1");
    }
    return value;
  }

  private GroupRules rules(long seed) {
    int replies = fields.number("max_turns", GroupRules.USUAL_REPLIES, 1, GroupRules.MOST_REPLIES);
    int usual = fields.has("max_turns") ? replies : TurnPlan.Rules.MOST_SPEAKERS;
    var plan =
        new TurnPlan.Rules(
            policy("policy", TurnPolicy.NATURAL),
            policy("fallback", TurnPolicy.RANDOM),
            fields.number(
                "max_speakers", usual, 1, ChatGroup.MOST_MEMBERS + GroupRules.MOST_REPLIES),
            fields.flag("allow_self_response", false));
    return new GroupRules(
        plan,
        replies,
        fields.number("auto_turns", 0, 0, GroupRules.MOST_AUTO_TURNS),
        whole(BUDGET, Long.MAX_VALUE, 1),
        either(OTHER, "cut", "hand_over"),
        either("cards", "swap", "join"),
        fields.text("chooser", ""),
        whole(SEED, seed, 0));
  }

  private TurnPolicy policy(String name, TurnPolicy otherwise) {
    return TurnPolicy.of(fields.text(name, otherwise.word()))
        .orElseThrow(() -> fields.wrong(name, "one of " + String.join(", ", TurnPolicy.words())));
  }

  /** Whether a member is the second of two words, and not the first one, which is usual. */
  private boolean either(String name, String usual, String other) {
    var said = fields.text(name, usual);
    if (!said.equals(usual) && !said.equals(other)) {
      throw fields.wrong(name, usual + " or " + other);
    }
    return said.equals(other);
  }

  private long whole(String name, long otherwise, long least) {
    JsonNode node = fields.object().path(name);
    if (!fields.has(name)) {
      return otherwise;
    }
    boolean right = node.isIntegralNumber() && node.canConvertToLong();
    if (!right || node.asLong() < least || node.asLong() > GroupRules.MOST_SEED) {
      throw fields.wrong(name, "a whole number from %d to 2^53 - 1".formatted(least));
    }
    return node.asLong();
  }

  /** What every speaker is told by who runs the group. */
  String system() {
    return fields.text("system", "");
  }

  /** Members of a group that greet when it begins, in their order. */
  List<String> greeters(ChatGroup group) {
    if (fields.object().path(GREETINGS).isArray()) {
      return members(fields, GREETINGS, group);
    }
    return fields.flag(GREETINGS, false)
        ? group.members().stream().filter(each -> !each.muted()).map(CastMember::character).toList()
        : List.of();
  }

  /**
   * Ids of members that a list of a post names.
   *
   * @throws Fault {@code invalid_request} for one that is none
   */
  static List<String> members(CharacterFields fields, String name, ChatGroup group) {
    return fields.texts(name).stream()
        .map(each -> group.requireMember(name, each).character())
        .distinct()
        .toList();
  }
}
