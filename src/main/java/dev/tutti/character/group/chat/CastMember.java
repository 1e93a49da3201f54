package dev.tutti.character.group.chat;

import dev.tutti.character.CharacterFiles;
import dev.tutti.character.group.GroupMember;
import dev.tutti.store.Store;
import java.util.List;
import java.util.stream.Stream;

/**
 * Character in a group.
 *
 * @param character its id, or its name until it is looked up
 * @param name as it is called: the card's nickname, or else its name
 * @param aliases other names by which it is mentioned
 * @param talkativeness how likely it joins a turn by itself, from 0 to 1
 * @param muted whether it speaks only when it is told to
 * @param model that plays it; empty for the group's
 */
public record CastMember(
    String character,
    String name,
    List<String> aliases,
    double talkativeness,
    boolean muted,
    String model) {

  /** A character about which nothing else is said. */
  public static CastMember of(String character) {
    return new CastMember(character, "", List.of(), GroupMember.TALKATIVENESS, false, "");
  }

  /**
   * The same character by the names that its card has at this moment. Blocking; fails with status
   * 404 where it is not there.
   */
  public CastMember named(CharacterFiles files, String owner) {
    var found = Store.await(files.characters().called(owner, character));
    var card = files.card(owner, found.id());
    return of(found.id(), List.of(card.displayName(), card.text("name")));
  }

  /** The same character by its id and the names of its card, the one that it is called by first. */
  private CastMember of(String id, List<String> names) {
    var called = names.getFirst();
    var others = Stream.concat(names.stream(), aliases.stream());
    return new CastMember(
        id,
        called,
        others.distinct().filter(each -> !each.equals(called)).toList(),
        talkativeness,
        muted,
        model);
  }

  /** All its names. */
  List<String> names() {
    return Stream.concat(Stream.of(name), aliases.stream()).toList();
  }

  /** The same for plans and mentions. */
  GroupMember planned() {
    return new GroupMember(character, names(), talkativeness, muted);
  }

  /** Whether this is what a caller calls it: its id or one of its names. */
  boolean isCalled(String what) {
    return character.equals(what) || names().contains(what);
  }
}
