package dev.tutti;

import dev.tutti.character.group.chat.ChatGroup;
import dev.tutti.character.group.chat.StoredGroups;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.store.Store;
import java.util.List;
import java.util.Map;

/**
 * Groups of characters of the program that Tutti runs in; their owner is the empty text, as that of
 * callers without a key. Thread-safe; its methods block.
 *
 * <pre>{@code
 * var crew = tutti.groups().begin("crew", List.of(nara, bo), Map.of("policy", "mentioned"));
 * crew.say("Bo, is the sea far?").replies().forEach(each -> System.out.println(each.text()));
 * }</pre>
 */
public final class CharacterGroups {
  private final Core core;

  CharacterGroups(Core core) {
    this.core = core;
  }

  /**
   * Begins one.
   *
   * @param characters ids of its members, in their order
   * @param more other members of {@code POST /v1/groups}, such as {@code policy} and {@code model}
   * @throws Fault for what is wrong, and with status 404 for a character that is not there
   */
  public KeptGroup begin(String name, List<String> characters, Map<String, ?> more) {
    var body = Json.object();
    more.forEach((member, value) -> body.set(member, Json.valueOf(value)));
    body.put("name", name).set("characters", Json.valueOf(characters));
    return kept(Store.await(core.groups().create("", body)));
  }

  /**
   * One by its id.
   *
   * @throws Fault with status 404 where there is none
   */
  public KeptGroup group(String id) {
    return kept(Store.await(stored().one("", id)));
  }

  /**
   * Some of them, the newest first.
   *
   * @param after the id of the last one of the page before; empty for the first page
   * @param limit at most so many, 1 to 100
   */
  public List<ChatGroup> list(String after, int limit) {
    return Store.await(stored().page("", after, limit));
  }

  private StoredGroups stored() {
    return core.groups().chats().groups();
  }

  private KeptGroup kept(ChatGroup group) {
    return new KeptGroup(core, group.id(), KeptGroup.Wish.NONE);
  }
}
