package dev.tutti.session.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.context.Compaction;
import dev.tutti.context.HistorySummary;
import dev.tutti.session.ChatSession;
import dev.tutti.session.SessionListener;
import dev.tutti.session.SessionMessage;
import dev.tutti.session.SessionStrategy;
import dev.tutti.session.SessionSummary;
import dev.tutti.session.Sessions;
import dev.tutti.store.Store;
import dev.tutti.store.StoreException;
import dev.tutti.token.TokenEstimate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Summaries of sessions, written in the background by the configured model: of one session at a
 * time one, of all sessions four, and 256 wait at most. What fails leaves the summary that there
 * was. The latest of 10,000 sessions are in memory. Thread-safe.
 */
public final class SummaryWriter implements SessionListener {
  private static final Logger log = LoggerFactory.getLogger(SummaryWriter.class);
  private static final int REMEMBERED = 10_000;
  private static final int MOST_WAITING = 256;
  private static final int AT_ONCE = 4;

  private final Sessions sessions;
  private final SummaryModel model;
  private final Supplier<ContextSettings> settings;
  private final Executor threads;
  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final Set<Key> writing = ConcurrentHashMap.newKeySet();
  private final Cache<Key, Optional<HistorySummary>> known =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  private record Key(String owner, String session) {
    static Key of(ChatSession session) {
      return new Key(session.owner(), session.id());
    }
  }

  /**
   * @param settings those of the moment
   * @param threads virtual ones
   */
  public SummaryWriter(
      Sessions sessions, SummaryModel model, Supplier<ContextSettings> settings, Executor threads) {
    this.sessions = sessions;
    this.model = model;
    this.settings = settings;
    this.threads = threads;
  }

  static long tokens(String text) {
    var estimate = new TokenEstimate();
    estimate.add(text);
    return estimate.tokens();
  }

  /** The summary of a session; none where it cannot be looked up. Blocks. */
  HistorySummary of(ChatSession session) {
    var key = Key.of(session);
    var summary = known.getIfPresent(key);
    if (summary == null) {
      summary = find(key);
    }
    return summary.orElse(HistorySummary.NONE);
  }

  private Optional<HistorySummary> find(Key key) {
    try {
      var found = Store.await(sessions.summary(key.owner, key.session)).map(SummaryWriter::summary);
      var meanwhile = known.asMap().putIfAbsent(key, found);
      return meanwhile == null ? found : meanwhile;
    } catch (StoreException e) {
      log.warn("a summary is not known: {}", e.toString());
      return Optional.empty();
    }
  }

  /** Forgets the summary of a session that is erased. */
  @Override
  public void erased(Handle handle, ChatSession session, boolean memories) {
    known.put(Key.of(session), Optional.empty());
  }

  /** Looks a summary up anew when some of a session's messages are gone. */
  @Override
  public void removed(Handle handle, ChatSession session, List<String> messages) {
    known.invalidate(Key.of(session));
  }

  private static HistorySummary summary(SessionSummary stored) {
    return new HistorySummary(stored.text(), stored.tokens(), Set.copyOf(stored.messages()));
  }

  /** Has a summary written some time later; never blocks. Nothing where no model is configured. */
  void want(ChatSession session, List<SessionMessage> history, Compaction compaction) {
    var key = Key.of(session);
    boolean idle = !settings.get().summaryModel().isEmpty() && writing.size() < MOST_WAITING;
    if (!idle || !writing.add(key)) {
      return;
    }
    long position = position(history, compaction);
    try {
      threads.execute(() -> tryWriting(session, compaction, position));
    } catch (RejectedExecutionException _) { // closed
      writing.remove(key);
    }
  }

  /**
   * Has a summary written at once, and waits for it.
   *
   * @throws Fault where there is none, or one is being written
   */
  void write(ChatSession session, List<SessionMessage> history, Compaction compaction) {
    if (!writing.add(Key.of(session))) {
      throw Fault.of(
              FaultCode.OVERLOADED,
              "session %s: is being summed up already (expected: one at a time)"
                  .formatted(session.id()))
          .after(Duration.ofSeconds(1));
    }
    try {
      keep(session, compaction, position(history, compaction));
    } finally {
      writing.remove(Key.of(session));
    }
  }

  /** Has a session's views begin with summaries from now on. Blocks. */
  void summariseFromNowOn(ChatSession session) {
    var _ =
        Store.await(
            sessions.change(
                session.owner(),
                session.id(),
                now ->
                    now.described(
                        now.title(),
                        now.system(),
                        now.model(),
                        now.context().with(SessionStrategy.SUMMARY))));
  }

  private static long position(List<SessionMessage> history, Compaction compaction) {
    var last = compaction.messages().getLast().id();
    return history.stream()
        .filter(each -> each.id().equals(last))
        .mapToLong(SessionMessage::position)
        .findFirst()
        .orElse(0);
  }

  private void tryWriting(ChatSession session, Compaction compaction, long position) {
    try {
      places.acquire();
      try {
        keep(session, compaction, position);
      } finally {
        places.release();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("a session is not summed up, its views stay as they were: {}", e.toString());
    } finally {
      writing.remove(Key.of(session));
    }
  }

  private void keep(ChatSession session, Compaction compaction, long position) {
    var now = settings.get();
    var request = SummaryRequest.of(now.summaryModel(), compaction);
    var text = model.ask(request, session, now.summaryTimeout()).strip();
    if (text.isEmpty()) {
      throw Fault.invalid("summary", "is empty (expected: some words)");
    }
    var ids = new ArrayList<>(compaction.before().messages());
    compaction.messages().forEach(message -> ids.add(message.id()));
    var stored =
        new SessionSummary(
            position, ids, now.summaryModel(), tokens(text), sessions.clock().instant(), text);
    Store.await(sessions.summarise(session.owner(), session.id(), stored));
    known.put(Key.of(session), Optional.of(summary(stored)));
  }
}
