package dev.tutti.session.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.session.ChatSession;
import dev.tutti.session.SessionListener;
import dev.tutti.session.SessionStrategy;
import dev.tutti.session.SessionSummary;
import dev.tutti.session.Sessions;
import dev.tutti.store.Store;
import dev.tutti.store.StoreException;
import dev.tutti.token.TokenEstimate;
import java.time.Duration;
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
 * was. The latest 10,000 are in memory. Thread-safe.
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
  private final Cache<Key, Optional<SessionSummary>> known =
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
  Optional<SessionSummary> of(ChatSession session) {
    var key = Key.of(session);
    var summary = known.getIfPresent(key);
    return summary == null ? find(key) : summary;
  }

  private Optional<SessionSummary> find(Key key) {
    try {
      var found = Store.await(sessions.summary(key.owner, key.session));
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

  /** Forgets a summary with the database, whoever is about to learn of it. */
  @Override
  public void unsummarised(Handle handle, ChatSession session) {
    known.put(Key.of(session), Optional.empty());
  }

  /** Knows a summary from its transaction on, so that a later one has the last word. */
  @Override
  public void summarised(Handle handle, ChatSession session, SessionSummary summary) {
    known.put(Key.of(session), Optional.of(summary));
  }

  /** Has a summary written some time later; never blocks. Nothing where no model is configured. */
  void want(SummaryWork work) {
    var key = Key.of(work.session());
    boolean idle = !settings.get().summaryModel().isEmpty() && writing.size() < MOST_WAITING;
    if (!idle || !writing.add(key)) {
      return;
    }
    try {
      threads.execute(() -> tryWriting(work));
    } catch (RejectedExecutionException _) { // closed
      writing.remove(key);
    }
  }

  /**
   * Has a summary written at once, and waits for it.
   *
   * @throws Fault where there is none, or one is being written
   */
  void write(SummaryWork work) {
    var key = Key.of(work.session());
    if (!writing.add(key)) {
      throw Fault.of(
              FaultCode.OVERLOADED,
              "session %s: is being summed up already (expected: one at a time)"
                  .formatted(key.session))
          .after(Duration.ofSeconds(1));
    }
    try {
      keep(work);
    } finally {
      writing.remove(key);
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

  private void tryWriting(SummaryWork work) {
    try {
      places.acquire();
      try {
        keep(work);
      } finally {
        places.release();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("a session is not summed up, its views stay as they were: {}", e.toString());
    } finally {
      writing.remove(Key.of(work.session()));
    }
  }

  private void keep(SummaryWork work) {
    var session = work.session();
    var now = settings.get();
    var request = SummaryRequest.of(now.summaryModel(), work);
    var text = work.fitting(model.ask(request, session, now.summaryTimeout()).strip());
    if (text.isEmpty()) {
      throw Fault.invalid("summary", "is empty (expected: some words)");
    }
    var stored =
        new SessionSummary(
            work.position(),
            work.after(),
            now.summaryModel(),
            tokens(text),
            sessions.clock().instant(),
            text);
    Store.await(sessions.summarise(session.owner(), session.id(), stored, work.basis()));
  }
}
