package dev.tutti.character.group.chat;

import dev.tutti.character.StoredCharacters;
import dev.tutti.character.card.CardReader;
import dev.tutti.character.card.CardView;
import dev.tutti.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Cards of members, read from their files when they are needed. Blocking, for virtual threads;
 * thread-safe.
 *
 * @param atOnce permits for files that are in memory with what is read from them
 */
public record CharacterFiles(StoredCharacters characters, Semaphore atOnce) {

  /**
   * The card of a character; fails with status 404 where it is not there.
   *
   * @throws dev.tutti.chat.Fault where it is not there, or is no card
   */
  CardView card(String owner, String character) {
    atOnce.acquireUninterruptibly();
    try {
      return CardView.of(CardReader.readKept(Store.await(characters.file(owner, character))));
    } finally {
      atOnce.release();
    }
  }

  /**
   * Members by the names that their cards have at this moment.
   *
   * @param members each by the id or the name of its character
   */
  public List<CastMember> named(String owner, List<CastMember> members) {
    var named = new ArrayList<CastMember>();
    for (var each : members) {
      var found = Store.await(characters.called(owner, each.character()));
      var card = card(owner, found.id());
      named.add(each.of(found.id(), List.of(card.displayName(), card.text("name"))));
    }
    return List.copyOf(named);
  }
}
