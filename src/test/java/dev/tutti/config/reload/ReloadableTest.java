package dev.tutti.config.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadableTest {
  private final BlockingQueue<Reload<Integer>> heard = new LinkedBlockingQueue<>();

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("tutti.yaml");
  }

  private Reloadable<Integer> open() {
    return open(heard::add);
  }

  private Reloadable<Integer> open(Consumer<Reload<Integer>> listener) {
    return Reloadable.of(file(), _ -> load(file()), listener);
  }

  private static int load(Path file) {
    return ConfigSource.file(file).read(Map.of(), s -> s.integer("port", 1, 65_535).required());
  }

  private Reload<Integer> next() throws InterruptedException {
    var next = heard.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("a reload within 20 s").isNotNull();
    return next;
  }

  private void write(int port) throws IOException {
    write("port: " + port + "\n");
  }

  /** In one step, so that no look finds half of it. */
  private void write(String text) throws IOException {
    var other = Files.writeString(folder.resolve("tutti.yaml~"), text);
    Files.move(other, file(), StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void a_file_replaced_by_renaming_is_applied() throws Exception {
    write(1);
    try (var reloadable = open()) {
      assertThat(reloadable.current()).isEqualTo(1);

      write(2);

      assertThat(next()).isEqualTo(new Reload.Applied<>(1, 2));
      assertThat(reloadable.current()).isEqualTo(2);
    }
  }

  /** On a busy machine the file may be found while it is empty; then that is refused first. */
  @Test
  void a_file_written_in_place_is_applied() throws Exception {
    write(1);
    try (var _ = open()) {
      Files.writeString(file(), "port: 2\n");

      var reload = next();
      while (reload instanceof Reload.Refused) {
        reload = next();
      }
      assertThat(reload).isEqualTo(new Reload.Applied<>(1, 2));
    }
  }

  @Test
  void a_broken_file_changes_nothing_until_it_is_mended() throws Exception {
    write(1);
    try (var reloadable = open()) {
      write("port: eighty\n");

      assertThat(next())
          .isInstanceOfSatisfying(
              Reload.Refused.class,
              refused -> assertThat(refused.why()).hasMessageContaining(":1:7: port: \"eighty\""));
      assertThat(reloadable.current()).isEqualTo(1);

      write(3);

      assertThat(next()).isEqualTo(new Reload.Applied<>(1, 3));
    }
  }

  @Test
  void a_mended_file_that_says_what_it_said_before_is_applied_too() throws Exception {
    write(1);
    try (var reloadable = open()) {
      write("\t");
      assertThat(next()).isInstanceOf(Reload.Refused.class);

      write(1);

      assertThat(next()).isEqualTo(new Reload.Applied<>(1, 1));
    }
  }

  @Test
  void a_file_that_is_gone_is_refused_until_it_is_back() throws Exception {
    write(1);
    try (var reloadable = open()) {
      Files.delete(file());
      assertThat(next()).isInstanceOf(Reload.Refused.class);
      assertThat(reloadable.current()).isEqualTo(1);

      write(2);
      assertThat(next()).isEqualTo(new Reload.Applied<>(1, 2));
    }
  }

  /** Kubernetes mounts tutti.yaml -> ..data/tutti.yaml, ..data -> ..1, and turns ..data round. */
  @Test
  void a_folder_turned_round_by_a_symbolic_link_is_applied() throws Exception {
    for (int version : new int[] {1, 2}) {
      var data = Files.createDirectory(folder.resolve(".." + version));
      Files.writeString(data.resolve("tutti.yaml"), "port: " + version + "\n");
    }
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
    Files.createSymbolicLink(file(), Path.of("..data/tutti.yaml"));
    try (var _ = open()) {
      Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2"));
      Files.move(
          folder.resolve("..data_tmp"), folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

      assertThat(next()).isEqualTo(new Reload.Applied<>(1, 2));
    }
  }

  /** The folder of the link sees no event, so only looking finds this. */
  @Test
  void a_file_behind_a_link_is_applied(@TempDir Path elsewhere) throws Exception {
    var target = Files.writeString(elsewhere.resolve("real.yaml"), "port: 1\n");
    Files.createSymbolicLink(file(), target);
    try (var _ = open()) {
      var other = Files.writeString(elsewhere.resolve("new.yaml"), "port: 2\n");
      Files.move(other, target, StandardCopyOption.ATOMIC_MOVE);

      assertThat(next()).isEqualTo(new Reload.Applied<>(1, 2));
    }
  }

  @Test
  void a_new_date_alone_is_no_change() throws Exception {
    write(1);
    try (var _ = open()) {
      Files.setLastModifiedTime(file(), FileTime.from(Instant.EPOCH));
      write(1);
      write(2);

      assertThat(next()).isEqualTo(new Reload.Applied<>(1, 2));
      assertThat(heard).isEmpty();
    }
  }

  @Test
  void a_listener_that_fails_stops_nothing() throws Exception {
    write(1);
    var failed = new CountDownLatch(1);
    Consumer<Reload<Integer>> listener =
        reload -> {
          if (failed.getCount() > 0) {
            failed.countDown();
            throw new IllegalStateException("on purpose");
          }
          heard.add(reload);
        };
    try (var _ = open(listener)) {
      write(2);
      assertThat(failed.await(20, TimeUnit.SECONDS)).isTrue();
      write(3);

      assertThat(next()).isEqualTo(new Reload.Applied<>(2, 3));
    }
  }

  @Test
  void a_listener_may_close() throws Exception {
    write(1);
    var reloadable = new AtomicReference<Reloadable<Integer>>();
    var closed = new CountDownLatch(1);
    var ready = new CountDownLatch(1);
    reloadable.set(
        open(
            _ -> {
              awaitQuietly(ready);
              reloadable.get().close();
              closed.countDown();
            }));
    ready.countDown();

    write(2);

    assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void what_cannot_be_loaded_at_first_is_thrown() throws Exception {
    write("port: 0\n");

    assertThatThrownBy(this::open).isInstanceOf(ConfigException.class);
  }

  @Test
  void a_reload_asked_for_happens_at_once() throws Exception {
    write(1);
    try (var reloadable = Reloadable.of(_ -> load(file()), heard::add)) {
      write(2);

      assertThat(reloadable.reload()).isEqualTo(new Reload.Applied<>(1, 2)).isSameAs(heard.poll());
    }
  }

  @Test
  void a_mistake_of_the_loader_refuses_too() {
    var mistake = new AtomicReference<RuntimeException>();
    try (var reloadable =
        Reloadable.of(
            _ -> {
              if (mistake.get() != null) {
                throw mistake.get();
              }
              return 1;
            },
            heard::add)) {
      mistake.set(new IllegalStateException("no such pool"));

      assertThat(reloadable.reload())
          .isInstanceOfSatisfying(
              Reload.Refused.class,
              refused ->
                  assertThat(refused.why())
                      .hasMessageContaining("no such pool")
                      .hasCause(mistake.get()));
      assertThat(reloadable.current()).isEqualTo(1);
    }
  }
}
