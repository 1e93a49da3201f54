package dev.tutti.character.group.chat;

import dev.tutti.character.group.GroupMember;
import dev.tutti.chat.Fault;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Group of characters that talk with one user.
 *
 * @param id of it and of its session, which is its owner's alone
 * @param name by which its owner calls it, may be empty
 * @param user the end user whose it is, empty for none
 * @param userName what the user is called in the group
 * @param model that plays those who have none of their own; may be empty
 * @param members in their order
 */
public record ChatGroup(
    String id,
    String owner,
    String name,
    String user,
    String userName,
    String model,
    List<CastMember> members,
    GroupRules rules,
    Instant created) {
  /** Beginning of every id. */
  public static final String PREFIX = "group";

  /** Most members. */
  public static final int MOST_MEMBERS = 64;

  /** What a user is called who has no name. */
  public static final String NOBODY = "User";

  /** Checks that there are members, each once. */
  public ChatGroup {
    if (members.isEmpty() || members.size() > MOST_MEMBERS) {
      throw Fault.invalid(
          "characters",
          "%d of them (expected: 1 to %d ids of characters)"
              .formatted(members.size(), MOST_MEMBERS));
    }
    var ids = new HashSet<String>();
    for (var each : members) {
      if (!ids.add(each.character())) {
        throw Fault.invalid(
            "characters",
            "\"%s\" is there twice (expected: each character once)".formatted(each.character()));
      }
    }
    members = List.copyOf(members);
  }

  /** Id of what the user says. */
  static final String USER = "user";

  /** Member of an id. */
  Optional<CastMember> member(String character) {
    return members.stream().filter(each -> each.character().equals(character)).findFirst();
  }

  /**
   * Member that a caller calls by its id or one of its names.
   *
   * @param place of it in the request
   * @throws Fault {@code invalid_request}
   */
  public CastMember requireMember(String place, String called) {
    return member(called)
        .or(() -> members.stream().filter(each -> each.isCalled(called)).findFirst())
        .orElseThrow(
            () ->
                Fault.invalid(
                    place,
                    "\"%s\" is no member (expected: one of %s)"
                        .formatted(
                            called,
                            String.join(
                                ", ", members.stream().map(CastMember::character).toList()))));
  }

  /** Members for plans and mentions. */
  List<GroupMember> cast() {
    return members.stream().map(CastMember::planned).toList();
  }

  /** The same with other members. */
  public ChatGroup with(List<CastMember> others) {
    return new ChatGroup(id, owner, name, user, userName, model, others, rules, created);
  }
}
