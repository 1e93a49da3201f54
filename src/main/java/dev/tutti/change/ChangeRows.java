package dev.tutti.change;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.config.WrittenSection;
import dev.tutti.security.Audit;
import dev.tutti.security.AuditEvent;
import dev.tutti.security.SaltedHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Makes and writes the rows of one change. */
final class ChangeRows {
  private static final int MOST_CHANGES = 1_000;
  private static final String DRAINED = "drained";

  private final CurrentConfiguration now;
  private final String action;
  private final String who;
  private final Instant at;
  private final SortedMap<Subject, WrittenSection> file;

  ChangeRows(CurrentConfiguration now, String action, String who, Instant at) {
    this.now = now;
    this.action = action;
    this.who = who;
    this.at = at;
    this.file = CurrentConfiguration.written(now.base());
  }

  /**
   * The rows that drafts become; what is so already needs none.
   *
   * @throws Fault {@code invalid_request} when too much would be laid over the file
   */
  List<Change> of(List<Draft> drafts, SaltedHash hash) {
    var rows = new ArrayList<Change>();
    for (var draft : drafts) {
      if (!draft.effect().equals(now.overlay().effect(draft.subject()))) {
        long id = now.overlay().revision() + rows.size() + 1;
        var base = hash.of(Conflicts.text(file.get(draft.subject())));
        rows.add(new Change(id, at, who, action, draft.subject(), draft.effect(), base));
      }
    }
    if (now.overlay().with(rows).changes().size() > MOST_CHANGES) {
      throw Fault.of(
          FaultCode.INVALID_REQUEST,
          "more than %,d changes over the file (expected: some of them in the file)"
              .formatted(MOST_CHANGES));
    }
    return rows;
  }

  /** Writes rows and the audit of them. */
  boolean write(Handle handle, List<Change> rows) {
    for (var row : rows) {
      ChangeTable.insert(handle, row);
      var event =
          new AuditEvent(
              at, who, row.subject().kind().word() + "." + action, row.subject().toString());
      Audit.note(handle, event, before(row.subject()), after(row));
    }
    return true;
  }

  private @Nullable String before(Subject subject) {
    return now.overlay().effect(subject) instanceof Effect.Drained
        ? DRAINED
        : now.section(subject).map(each -> each.json().toString()).orElse(null);
  }

  private @Nullable String after(Change row) {
    return switch (row.effect()) {
      case Effect.Given given -> given.json().toString();
      case Effect.Drained _ -> DRAINED;
      case Effect.Hidden _ -> null;
      case Effect.Cleared _ -> {
        var written = file.get(row.subject());
        yield written == null ? null : written.json().toString();
      }
    };
  }
}
