package dev.tutti.task.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Gate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskWriterTest {
  @TempDir private Path folder;
  private Store store;
  private TaskWriter writer;

  /** Time stands still unless a work takes some. */
  private final AtomicLong nanos = new AtomicLong();

  /** Transactions of the works in the order in which these were done; each has its own handle. */
  private final List<Handle> transactions = new CopyOnWriteArrayList<>();

  private final List<String> order = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    writer = new TaskWriter(store, nanos::get);
    Store.await(store.write(handle -> handle.execute("CREATE TABLE written (word TEXT)")));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private int transactions() {
    Set<Handle> all = Collections.newSetFromMap(new IdentityHashMap<>());
    all.addAll(transactions);
    return all.size();
  }

  private String note(Handle handle, String word) {
    transactions.add(handle);
    order.add(word);
    handle.execute("INSERT INTO written VALUES (?)", word);
    return word;
  }

  private List<String> words() {
    return Store.await(
        store.read(
            handle ->
                handle
                    .createQuery("SELECT word FROM written ORDER BY rowid")
                    .mapTo(String.class)
                    .list()));
  }

  /** Keeps the database busy until the gate is opened. */
  private CompletableFuture<Boolean> busy(Gate gate) {
    return store.write(
        _ -> {
          gate.await();
          return true;
        });
  }

  @Test
  void what_comes_together_is_written_together_and_what_was_paid_for_first() {
    var gate = new Gate();
    var before = busy(gate);
    var one = writer.write(handle -> note(handle, "one"));
    var two = writer.write(handle -> note(handle, "two"));
    var paid = writer.writeAhead(handle -> note(handle, "paid"));
    gate.open();
    CompletableFuture.allOf(before, one, two, paid).join();
    assertThat(order).containsExactly("paid", "one", "two");
    assertThat(transactions()).isEqualTo(1);
  }

  @Test
  void what_is_paid_for_while_a_transaction_is_open_goes_into_it() throws Exception {
    var begun = new Gate();
    var gate = new Gate();
    var one =
        writer.write(
            handle -> {
              begun.open();
              gate.await();
              return note(handle, "one");
            });
    var two = writer.write(handle -> note(handle, "two"));
    begun.await();
    var paid = writer.writeAhead(handle -> note(handle, "paid"));
    gate.open();
    CompletableFuture.allOf(one, two, paid).join();
    assertThat(order).containsExactly("one", "paid", "two");
  }

  @Test
  void a_transaction_takes_nothing_more_after_a_while() {
    var gate = new Gate();
    var before = busy(gate);
    var all = new ArrayList<CompletableFuture<String>>();
    for (int i = 0; i < 3; i++) {
      var word = "w" + i;
      all.add(
          writer.write(
              handle -> {
                nanos.addAndGet(Duration.ofMillis(30).toNanos());
                return note(handle, word);
              }));
    }
    gate.open();
    before.join();
    all.forEach(CompletableFuture::join);
    assertThat(transactions()).isEqualTo(3);
    assertThat(words()).containsExactly("w0", "w1", "w2");
  }

  @Test
  void a_work_that_throws_fails_alone_and_the_others_are_written_once() {
    var gate = new Gate();
    var before = busy(gate);
    var tries = new AtomicInteger();
    var one = writer.write(handle -> note(handle, "one"));
    var wrong =
        writer.write(
            handle -> {
              tries.incrementAndGet();
              note(handle, "wrong");
              throw new IllegalStateException("no");
            });
    var two = writer.write(handle -> note(handle, "two"));
    var paid = writer.writeAhead(handle -> note(handle, "paid"));
    gate.open();
    CompletableFuture.allOf(before, one, two, paid).join();
    assertThatThrownBy(wrong::join).hasCauseInstanceOf(IllegalStateException.class);
    assertThat(words()).containsExactlyInAnyOrder("paid", "one", "two");
    assertThat(tries).hasValue(2);
  }

  @Test
  void a_store_that_is_closed_fails_everything_that_waits() {
    store.close();
    var one = writer.write(handle -> note(handle, "one"));
    var two = writer.writeAhead(handle -> note(handle, "two"));
    assertThatThrownBy(one::join).hasMessageContaining("closed");
    assertThatThrownBy(two::join).hasMessageContaining("closed");
  }
}
