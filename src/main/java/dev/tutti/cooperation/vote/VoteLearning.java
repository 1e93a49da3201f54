package dev.tutti.cooperation.vote;

import dev.tutti.cooperation.vote.weight.LearnedPanels;
import dev.tutti.cooperation.vote.weight.OutcomeRow;
import dev.tutti.store.Store;
import dev.tutti.store.StoreException;
import dev.tutti.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Learning of votes: outcomes are kept in the database, of which the newest 20,000 stay, and
 * weights of panels are made of up to 200,000 answers of these. What another process learns in the
 * same folder is followed. Thread-safe.
 */
public final class VoteLearning {
  /** Most lines that are learned or measured at once. */
  public static final int MOST_LINES = 20_000;

  private static final Logger log = LoggerFactory.getLogger(VoteLearning.class);
  private static final int MOST_ROWS = 20_000;

  /** Outcomes of one transaction, so that others may write in between. */
  private static final int BATCH = 500;

  private static final int MOST_CELLS = 200_000;

  /** Weights are made anew when a fiftieth is new. */
  private static final int LEARNED_AT_ONCE = 50;

  private final Store store;
  private final InstantSource clock;
  private final LearnedPanels panels = new LearnedPanels(this::rows);
  private final VoteCounter counter = new VoteCounter(panels);
  private final UnaryOperator<String> taskTypes;
  private volatile List<OutcomeRow> rows = List.of();
  private volatile String version = "";

  /** Outcomes that are kept and not yet learned from, as learning takes a while. */
  private final List<OutcomeRow> waiting = new ArrayList<>();

  private VoteLearning(Store store, InstantSource clock, UnaryOperator<String> taskTypes) {
    this.store = store;
    this.clock = clock;
    this.taskTypes = taskTypes;
  }

  /**
   * Goes on with what a store has of former times.
   *
   * @param taskTypes the type of tasks that a question is of, for those of which nobody says it
   */
  public static VoteLearning open(
      Store store, InstantSource clock, UnaryOperator<String> taskTypes) {
    var learning = new VoteLearning(store, clock, taskTypes);
    store.onForeignChange(learning::follow);
    try {
      Store.await(learning.reload());
    } catch (StoreException e) {
      log.warn("What was learned of votes is not known: {}", e.toString());
    }
    return learning;
  }

  /** Reads again what another process has changed, if it was this. */
  private void follow() {
    var _ =
        store
            .read(OutcomeTable::version)
            .thenCompose(
                now -> now.equals(version) ? CompletableFuture.completedFuture(rows) : reload())
            .exceptionally(
                thrown -> {
                  log.warn(
                      "What another process learned of votes is not known: {}", thrown.toString());
                  return rows;
                });
  }

  private CompletableFuture<List<OutcomeRow>> reload() {
    return store
        .read(
            handle -> {
              var newest = OutcomeTable.newest(handle, MOST_ROWS);
              version = OutcomeTable.version(handle);
              return newest;
            })
        .thenApply(
            newest -> {
              rows = bounded(newest);
              return rows;
            });
  }

  /** The newest rows up to so many answers, the oldest first. */
  private static List<OutcomeRow> bounded(List<OutcomeRow> newest) {
    var kept = new ArrayList<OutcomeRow>();
    int cells = 0;
    for (var row : newest) {
      cells += row.answers().size();
      if (cells > MOST_CELLS) {
        break;
      }
      kept.add(row);
    }
    return List.copyOf(kept.reversed());
  }

  private List<OutcomeRow> rows() {
    return rows;
  }

  /** Counting by what is known at each moment. */
  public VoteCounter counter() {
    return counter;
  }

  /** What was learned. */
  public OutcomeSummary summary() {
    return OutcomeSummary.of(rows);
  }

  /**
   * Learns, on the caller's thread; on disk when it returns.
   *
   * @return outcomes that were not known before
   */
  public int learn(List<LabelledQuestion> questions) {
    int added = 0;
    for (int from = 0; from < questions.size(); from += BATCH) {
      var at = clock.instant();
      var outcomes =
          questions.subList(from, Math.min(questions.size(), from + BATCH)).stream()
              .map(each -> new OutcomeTable.NewOutcome(digest(each), row(each)))
              .toList();
      added +=
          Store.await(store.write(handle -> OutcomeTable.insert(handle, outcomes, at, MOST_ROWS)));
    }
    Store.await(reload());
    return added;
  }

  /** How answers turned out, with the type of tasks that their question is of. */
  private OutcomeRow row(LabelledQuestion question) {
    var row = question.row();
    return row.taskType().isEmpty() && !question.question().isBlank()
        ? new OutcomeRow(taskTypes.apply(question.question()), row.answers())
        : row;
  }

  /**
   * Learns what somebody says of the result of a vote that a run has counted; what was said before
   * of the same one is forgotten. On disk when complete.
   *
   * @param call whose record has the vote
   * @param vote as {@link CountedVote#json} wrote it
   * @param score from 0, wrong, to 1, right
   * @return how many answers it was learned of
   */
  public CompletableFuture<Integer> rate(String call, JsonNode vote, double score) {
    var row = CountedVote.read(vote).rated(score);
    if (row.isEmpty()) {
      return CompletableFuture.completedFuture(0);
    }
    var digest = Sha256.hex(("feedback/" + call).getBytes(StandardCharsets.UTF_8));
    var outcome = new OutcomeTable.NewOutcome(digest, row.get());
    var at = clock.instant();
    return store
        .write(
            handle -> {
              int before = OutcomeTable.delete(handle, digest);
              OutcomeTable.insert(handle, List.of(outcome), at, MOST_ROWS);
              version = OutcomeTable.version(handle);
              return before;
            })
        .thenCompose(before -> before > 0 ? reload() : added(row.get()))
        .thenApply(_ -> row.get().answers().size());
  }

  /** Learns of a new outcome, once there are enough of them. */
  private CompletableFuture<List<OutcomeRow>> added(OutcomeRow row) {
    synchronized (waiting) {
      waiting.add(row);
      if (waiting.size() <= rows.size() / LEARNED_AT_ONCE) {
        return CompletableFuture.completedFuture(rows);
      }
      waiting.clear();
    }
    return reload();
  }

  /** Digest of a question with its answers; null where the question is not known. */
  private static @Nullable String digest(LabelledQuestion question) {
    if (question.id().isEmpty() && question.question().isEmpty()) {
      return null;
    }
    return Sha256.hex(question.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Forgets everything, on the caller's thread.
   *
   * @return outcomes that there were
   */
  public int forget() {
    int deleted = Store.await(store.write(OutcomeTable::deleteAll));
    Store.await(reload());
    return deleted;
  }

  /** Measures panels; learns nothing. It takes a while, on the caller's thread. */
  public List<PanelCertificate> measure(List<LabelledQuestion> questions) {
    return new PanelMeasurement(panels).of(questions);
  }
}
