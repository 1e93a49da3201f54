package dev.tutti.character.group;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A member of a group.
 *
 * @param names of which each is a mention: name, nickname, aliases
 * @param talkativeness how likely it joins a turn by itself, from 0 to 1
 * @param muted whether it speaks only when it is forced to
 */
public record GroupMember(String id, List<String> names, double talkativeness, boolean muted) {
  /** How talkative a member is that does not say: SillyTavern's default. */
  public static final double TALKATIVENESS = 0.5;

  /** The members among some that a list of ids names, each once, in the order of the list. */
  static List<GroupMember> of(List<String> ids, List<GroupMember> members) {
    var found = new LinkedHashSet<GroupMember>();
    for (var id : ids) {
      members.stream().filter(each -> each.id().equals(id)).findFirst().ifPresent(found::add);
    }
    return new ArrayList<>(found);
  }
}
