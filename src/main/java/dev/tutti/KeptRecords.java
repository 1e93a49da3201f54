package dev.tutti;

import dev.tutti.gateway.Search;
import dev.tutti.gateway.SearchHit;
import dev.tutti.security.Principal;
import dev.tutti.store.Store;
import java.util.EnumSet;
import java.util.List;

/**
 * What Tutti has recorded, for the program that it runs in, which may see all of it. Thread-safe;
 * its methods block.
 *
 * <pre>{@code
 * tutti.records().search("req_1k6v3q2a9").forEach(System.out::println);
 * }</pre>
 */
public final class KeptRecords {
  private final Core core;

  KeptRecords(Core core) {
    this.core = core;
  }

  /**
   * Calls, keys, skills and models by an id, its beginning, or a part of a name, and sessions and
   * tasks of this program; at most 20 of each kind, the best matches first.
   *
   * @throws dev.tutti.chat.Fault {@code invalid_request} for an empty text, or one beyond 200
   *     characters
   */
  public List<SearchHit> search(String text) {
    var kinds = EnumSet.allOf(SearchHit.Kind.class);
    var found = core.search().find(new Principal.Anonymous(), text, kinds, Search.MOST);
    return Store.await(found).hits();
  }
}
