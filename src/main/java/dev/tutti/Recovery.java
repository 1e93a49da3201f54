package dev.tutti;

import dev.tutti.change.Author;
import dev.tutti.change.ChangeResult;
import dev.tutti.change.Changes;
import dev.tutti.security.AuditEvent;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** The way back when a server does not start because of what was changed while it ran. */
public final class Recovery {
  private Recovery() {}

  /**
   * Makes everything as it was at a revision, while no server runs. Nothing is validated: the next
   * start does that.
   *
   * @param to 0 for the file alone
   * @throws RuntimeException when the file alone cannot be used, a server runs, or there never was
   *     such a revision
   */
  public static ChangeResult rollback(Configuration configuration, long to) {
    var base = configuration.base();
    try (var store = Store.open(StoreSettings.in(configuration.read().data()));
        var changes = Changes.open(store, Clock.systemUTC())) {
      changes.through(
          propose -> {
            var now = changes.describe(base, changes.overlay(), List.of(), Set.of());
            propose.apply(now).commit().run();
          });
      return Store.await(changes.rollback(to, Author.of(AuditEvent.ON_THE_MACHINE)));
    }
  }
}
