package dev.tutti.report;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.chat.ChatRequest;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.LedgerSettings;
import dev.tutti.ledger.Prices;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * CPU that the recorder takes of a call, and where. The same calls end three times in turn, in one
 * JVM: with no ledger, with one that has attempts only, as budgets and usage need it, and with all
 * that the recorder adds: a row for each call, and figures added up. What differs is what these
 * cost, caches of the processor apart. {@code RecorderCost FOLDER [ROUNDS]}.
 */
public final class RecorderCost implements AutoCloseable {
  private static final int CALLS = 48_000; // of a round
  private static final int WARM_UPS = 4;
  private static final double MICROS = 1_000;
  private static final Prices PRICES = Prices.shipped();

  /** Books that are kept of calls. */
  private enum Books {
    NONE(4_000),
    ATTEMPTS(4_000),
    ALL(2_000);

    /** Calls whose records are a batch of the ledger, which is written once they have ended. */
    private final int batch;

    Books(int batch) {
      this.batch = batch;
    }
  }

  private final RecorderTraffic traffic;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final Ledger attempts;
  private final Ledger all;
  private final Rollups rollups;

  private RecorderCost(Path folder, boolean mixed) {
    this.traffic = new RecorderTraffic(mixed);
    this.attempts = ledger(store(folder.resolve("attempts")));
    var store = store(folder.resolve("all"));
    this.all = ledger(store);
    this.rollups = Rollups.over(store);
    all.onWritten(rollups::add);
  }

  private Store store(Path folder) {
    var store = Store.open(StoreSettings.in(folder));
    open.addFirst(store);
    return store;
  }

  private Ledger ledger(Store store) {
    var ledger =
        Ledger.open(store, () -> PRICES, InstantSource.system(), LedgerSettings.defaults());
    open.addFirst(ledger);
    return ledger;
  }

  /**
   * Microseconds of CPU of a call.
   *
   * @param loop on the thread of the call
   * @param store on threads of the database
   * @param virtual on those that carry virtual threads, such as the ledger's
   * @param collector on those that collect garbage
   */
  private record Spent(double loop, double store, double virtual, double collector) {
    double sum() {
      return loop + store + virtual + collector;
    }
  }

  /** Measures both kinds of traffic, and prints what they have cost. */
  public static void main(String[] arguments) throws Exception {
    var folder = Path.of(arguments[0]);
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
    for (boolean mixed : List.of(false, true)) {
      var name = mixed ? "many keys" : "one key";
      try (var cost = new RecorderCost(folder.resolve(name.replace(' ', '-')), mixed)) {
        cost.measure(name, rounds);
      }
    }
  }

  private void measure(String name, int rounds) {
    for (int i = 0; i < WARM_UPS; i++) {
      round(i);
    }
    var measured = new ArrayList<Map<Books, Spent>>();
    for (int i = 0; i < rounds; i++) {
      measured.add(round(i));
    }
    print(name + ": attempts alone", measured, Books.ATTEMPTS, Books.NONE);
    print(name + ": recorder", measured, Books.ALL, Books.ATTEMPTS);
    print(name + ": both", measured, Books.ALL, Books.NONE);
  }

  /** All books, beginning with another one each time. */
  private Map<Books, Spent> round(int number) {
    var spent = new EnumMap<Books, Spent>(Books.class);
    for (int i = 0; i < Books.values().length; i++) {
      var books = Books.values()[(number + i) % Books.values().length];
      spent.put(books, spent(books));
    }
    return spent;
  }

  private Spent spent(Books books) {
    var observer = observer(books);
    var ledger = ledger(books);
    var before = ThreadTimes.now();
    long loop = 0;
    for (int left = CALLS; left > 0; left -= books.batch) {
      long began = ThreadTimes.own();
      for (int i = 0; i < books.batch; i++) {
        traffic.call(observer);
      }
      loop += ThreadTimes.own() - began;
      if (ledger != null) {
        ledger.flush().join();
      }
    }
    if (books == Books.ALL) {
      rollups.advance().join();
    }
    var after = ThreadTimes.now();
    return new Spent(
        micros(loop),
        micros(after.since(before, "tutti-store")),
        micros(after.since(before, "ForkJoinPool")),
        micros(after.since(before, ThreadTimes.COLLECTOR)));
  }

  private static double micros(long nanos) {
    return nanos / MICROS / CALLS;
  }

  private @Nullable Ledger ledger(Books books) {
    return switch (books) {
      case NONE -> null;
      case ATTEMPTS -> attempts;
      case ALL -> all;
    };
  }

  private RecorderTraffic.Observer observer(Books books) {
    var ledger = ledger(books);
    boolean calls = books == Books.ALL;
    return new RecorderTraffic.Observer() {
      @Override
      public void admit(ChatRequest request, Call call, Attempt attempt) {
        if (ledger != null) {
          var _ = ledger.admit(request, call, attempt);
        }
      }

      @Override
      public void ended(Call call, CallEnd end) {
        if (ledger != null && calls) {
          ledger.ended(call, end);
        }
      }
    };
  }

  private static void print(
      String name, List<Map<Books, Spent>> rounds, Books with, Books without) {
    System.out.printf(
        "%-26s median %5.2f us of a call: loop %5.2f, store %5.2f, virtual threads %5.2f,"
            + " collector %5.2f; rounds %5.2f to %5.2f%n",
        name,
        at(0.5, rounds, with, without, Spent::sum),
        at(0.5, rounds, with, without, Spent::loop),
        at(0.5, rounds, with, without, Spent::store),
        at(0.5, rounds, with, without, Spent::virtual),
        at(0.5, rounds, with, without, Spent::collector),
        at(0, rounds, with, without, Spent::sum),
        at(1, rounds, with, without, Spent::sum));
  }

  /** A quantile of the differences of the rounds. */
  private static double at(
      double quantile,
      List<Map<Books, Spent>> rounds,
      Books with,
      Books without,
      ToDoubleFunction<Spent> part) {
    var differences =
        rounds.stream()
            .mapToDouble(round -> of(round, with, part) - of(round, without, part))
            .sorted()
            .toArray();
    return differences[(int) (quantile * (differences.length - 1))];
  }

  private static double of(Map<Books, Spent> round, Books books, ToDoubleFunction<Spent> part) {
    return part.applyAsDouble(Objects.requireNonNull(round.get(books)));
  }

  @Override
  public void close() throws Exception {
    for (var each : open) {
      each.close();
    }
  }
}
