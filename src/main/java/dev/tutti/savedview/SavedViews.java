package dev.tutti.savedview;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.security.Audit;
import dev.tutti.security.AuditEvent;
import dev.tutti.security.Principal;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Saved views of all owners. Thread-safe; nothing blocks. */
public final class SavedViews {
  private static final int MOST_OWN = 200;
  private static final int MOST_SHARED = 500;

  private final Store store;

  public SavedViews(Store store) {
    this.store = store;
  }

  /** Those of an owner and those that others share, by their names. */
  public CompletableFuture<List<SavedView>> seen(String owner) {
    return store.read(handle -> SavedViewTable.seen(handle, owner, MOST_SHARED));
  }

  /**
   * Saves one, in the place of the one of its name. Fails with {@code limit_exceeded} where its
   * owner has saved too many, and with {@code permission} where everybody sees it, or did, and who
   * saves it is no operator.
   */
  public CompletableFuture<SavedView> save(SavedView view, Principal who) {
    return store.write(
        handle -> {
          if (SavedViewTable.others(handle, view.owner(), view.name()) >= MOST_OWN) {
            throw Fault.of(
                FaultCode.LIMIT_EXCEEDED,
                "views: %d are saved (expected: fewer; remove one)".formatted(MOST_OWN));
          }
          var before = SavedViewTable.shared(handle, view.owner(), view.name());
          var change = new SharingChange(who, view.at(), view.name());
          change.note(handle, before.orElse(null), view.shared() ? view.path() : null);
          SavedViewTable.put(handle, view);
          return view;
        });
  }

  /**
   * Removes one of an owner; says whether it was there. Fails with {@code permission} where
   * everybody sees it and who removes it is no operator.
   */
  public CompletableFuture<Boolean> remove(String owner, String name, Principal who, Instant now) {
    return store.write(
        handle -> {
          var before = SavedViewTable.shared(handle, owner, name);
          new SharingChange(who, now, name).note(handle, before.orElse(null), null);
          return SavedViewTable.delete(handle, owner, name);
        });
  }

  /** Change of what everybody sees. */
  private record SharingChange(Principal who, Instant at, String name) {
    /**
     * Notes it in the audit, if it is one.
     *
     * @param before path that everybody has seen, null where nobody else did
     * @param after path that everybody sees from now on, null where nobody else does
     */
    void note(Handle handle, @Nullable String before, @Nullable String after) {
      if (before == null && after == null) {
        return;
      }
      who.requireAny(Set.of(Role.OPERATOR));
      var action = after == null ? "console.view.unshare" : "console.view.share";
      Audit.note(handle, new AuditEvent(at, who.label(), action, "view " + name), before, after);
    }
  }
}
