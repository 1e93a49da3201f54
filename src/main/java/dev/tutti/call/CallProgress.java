package dev.tutti.call;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Progress of a call: its attempts, the choices that led to them, its parts, and what it has saved.
 * Confined to the call's loop.
 */
final class CallProgress {
  private AttemptHistory history = new AttemptHistory(new ArrayList<>(2), new Decision());
  private List<Attempt> borrowed = List.of();
  private List<Attempt> beside = List.of();
  private List<Saving> savings = List.of();
  private List<Call> parts = List.of();
  private Future<Void> end = Future.succeededFuture();
  private int open;
  private @Nullable Promise<Void> partsEnd;

  AttemptHistory history() {
    return history;
  }

  void follow(AttemptHistory other) {
    history = other;
  }

  /** A part begins, which will be absorbed. */
  void open() {
    open++;
  }

  /** Adds what a part has come to. */
  void absorb(Call part) {
    var other = part.progress();
    var attempts = other.history.attempts();
    history = new AttemptHistory(joined(history.attempts(), attempts), history.decision());
    history.decision().append(other.history.decision());
    borrowed = joined(borrowed, part.coalesced() ? attempts : other.borrowed);
    add(part);
    if (!other.end.isComplete()) {
      end = Future.join(end, other.end).mapEmpty();
    }
    if (--open == 0 && partsEnd != null) {
      partsEnd.complete();
      partsEnd = null;
    }
  }

  /** Adds a part that has not brought the answer nearer, such as a question's vector. */
  void besides(Call part) {
    beside = joined(beside, part.progress().own(part.coalesced()));
    add(part);
  }

  private void add(Call part) {
    beside = joined(beside, part.progress().beside);
    savings = joined(savings, part.progress().savings);
    parts = joined(parts, List.of(part));
  }

  /**
   * Attempts that were made for it, the first one first.
   *
   * @param coalesced whether it shares another call's answer
   */
  List<Attempt> own(boolean coalesced) {
    List<Attempt> answering = coalesced ? List.of() : history.attempts();
    if (!borrowed.isEmpty()) {
      answering = answering.stream().filter(each -> !borrowed.contains(each)).toList();
    }
    return beside.isEmpty() ? answering : joined(beside, answering);
  }

  boolean hasBorrowed() {
    return !borrowed.isEmpty();
  }

  void save(Saving saving) {
    savings = joined(savings, List.of(saving));
  }

  List<Saving> savings() {
    return savings;
  }

  List<Call> parts() {
    return parts;
  }

  void end(Future<Void> ofOther) {
    end = ofOther;
  }

  /** Completes when no attempt is made any more, by it, its parts, or whom it follows. */
  Future<Void> end() {
    if (open == 0) {
      return end;
    }
    if (partsEnd == null) {
      partsEnd = Promise.promise();
    }
    return partsEnd.future().compose(_ -> end());
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    if (more.isEmpty()) {
      return some;
    }
    var all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
